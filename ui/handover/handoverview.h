// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moments/handover.h"

#include <QTextBrowser>

namespace signalbox {

/// A hand-over as a document to read and to copy from; where a queue, a namespace or a run is named, it leads
/// there. All text of servers is put in as text.
class HandOverView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit HandOverView(QWidget *parent = nullptr);

    void show(const HandOver &handOver);

Q_SIGNALS:
    void queueChosen(const signalbox::QueueKey &key); ///< without a queue: the namespace
    void runChosen(const QString &ns, const QString &workflow, const QString &run);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Cell
    {
        QString text;
        int target = -1; ///< of m_targets
        bool isDanger = false;
    };
    using Row = std::vector<Cell>;

    void write();
    void writeTable(const QString &title, const QStringList &head, const std::vector<Row> &rows);
    void writeRemark(const QString &text);
    [[nodiscard]] Cell leading(const QueueKey &key);
    [[nodiscard]] Cell leading(const Act &act);
    [[nodiscard]] Cell leading(const OthersDeed &deed);
    void follow(const QUrl &link);

    struct Target
    {
        QueueKey key;
        QString workflow;
        QString run;
    };

    HandOver m_handOver;
    std::vector<Target> m_targets;
};

} // namespace signalbox
