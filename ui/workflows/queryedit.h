// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QStringList>

namespace signalbox {

/// One line of query text with a memory: Up and Down walk through this session's queries and back to what was
/// being typed. Shows where the server stopped understanding it: the word underlined, a caret under its
/// start, until the text changes. UI thread.
class QueryEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit QueryEdit(QWidget *parent = nullptr);

    /// Keeps the query, newest last and once only.
    void remember(const QString &query);
    [[nodiscard]] const QStringList &history() const { return m_history; }
    /// A text of ours takes the place of the typed one, which is remembered.
    void replaceText(const QString &query);

    /// A place in text(), or -1 for none.
    void setErrorPosition(int position);
    [[nodiscard]] int errorPosition() const { return m_errorPosition; }
    /// The word from there on, at least one character; empty at the end of the text.
    [[nodiscard]] QString errorWord() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void walk(int step);
    [[nodiscard]] int xOf(int position) const;

    QStringList m_history;
    qsizetype m_at = 0; ///< place in m_history shown; its size: what is being typed
    QString m_beingTyped;
    int m_errorPosition = -1;
};

} // namespace signalbox
