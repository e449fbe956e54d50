// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/workflows/executionlisting.h"

#include <QWidget>

class QComboBox;
class QMenu;
class QPushButton;
class QToolButton;

namespace signalbox {

class FlowLayout;
class PlainLabel;
class QueryEdit;
class Watch;
struct TimeRange;

/// Where to look and for what: namespace, query text, quick filters, the session's queries, and under the
/// text what the server did not like about it. Emits run() only for a person. UI thread.
class QueryBar final : public QWidget
{
    Q_OBJECT

public:
    QueryBar(Watch &watch, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] QString ns() const; ///< empty while none is known
    [[nodiscard]] QString query() const;
    [[nodiscard]] RunSource source() const;
    void setQuery(const QString &ns, const QString &query, RunSource source = RunSource::Server);
    /// Where it was left: the query at once, the namespace if it is one of those that may be read.
    void begin(const QString &ns, const QString &query);
    /// The server's words on the query, and the place in it or -1. No words: nothing is wrong.
    void setError(const QString &serverText, int position);
    /// What is under way or came of it, where an error would stand.
    void say(const QString &sentence);
    [[nodiscard]] QStringList readableNamespaces() const;
    /// Several namespaces have what was sought: which one is meant? Answers by running `query` there.
    void offer(const QStringList &namespaces, const QString &query);
    void focusText();

Q_SIGNALS:
    void run();
    void namespacesKnown(); ///< the first ones are in: there is something to run on

private:
    void buildFilters(FlowLayout &row);
    void buildRanges(FlowLayout &row);
    void buildArchive(FlowLayout &row);
    void takeSource();
    void showArchive();
    void takeRange(const TimeRange &range, bool isWanted);
    void updateNamespaces();
    void addNamespace(const QString &ns);
    void apply(const QString &query);
    void runTyped();
    void markFilter();
    void showHistory();

    Watch &m_watch;
    const Clock &m_clock;
    QComboBox *m_namespaces;
    QueryEdit *m_edit;
    QPushButton *m_run;
    QPushButton *m_history;
    QMenu *m_historyMenu;
    PlainLabel *m_error;
    QToolButton *m_archive = nullptr;
    QString m_range;      ///< the time range that was clicked last
    QString m_rangeBegan; ///< and what it wrote into the query
    QString m_leftAt;     ///< the namespace it begins with, if that may be read
};

} // namespace signalbox
