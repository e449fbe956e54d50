// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/histories/historyfolder.h"
#include "models/monitor/callbudget.h"
#include "models/temporal/executionpage.h"
#include "models/temporal/historyjson.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace signalbox {

class Client;

/// Whose histories are exported, and whereto.
struct HistoryOrder
{
    QString ns;
    Instant closedBefore; ///< fixed once
    QString folder;
};

/// Whatever has closed, also where this machine's clock is behind the server's.
[[nodiscard]] inline Instant closedByNow(const Clock &clock)
{
    return clock.utc() + std::chrono::hours(24);
}

/// How fast a cluster is read that has other work; tests bring others.
struct HistoryPace
{
    /// A history has 256 events a read; a fiftieth of `frontend.namespaceRPS` (2,400).
    double readsPerSecond = 50;
    int atOnce = 8;
    int pageSize = 1000; ///< of the list; the server gives no more
};

struct HistoryCounts
{
    qint64 known = 0;   ///< how many there were to begin with; 0: nobody can say
    qint64 written = 0; ///< now
    qint64 kept = 0;    ///< were there already, whole
    qint64 gone = 0;    ///< the server deleted them while it was asked
    qint64 failed = 0;
    qint64 bytes = 0; ///< of those written

    [[nodiscard]] qint64 done() const { return written + kept + gone + failed; }
};

/// A run whose history is not there, and why.
struct HistoryFault
{
    QString workflowId;
    QString runId;
    QString why; ///< a sentence
};

/// Writes the histories of a namespace's closed runs into a folder, one file a run: a few at once, page by
/// page, paced, so that no history and no namespace is too large for the memory. A file is whole or not
/// there; one that is there is kept, so that who begins again goes on. What can't be read of one run is told,
/// and the next is read; what would be so with each ends it. Owner thread; who wants it no more lets it die.
class HistoryExport final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    HistoryExport(Client &client, const Clock &clock, HistoryOrder order, const HistoryPace &pace = {},
                  QObject *parent = nullptr);

    void start();
    [[nodiscard]] const HistoryCounts &counts() const { return m_counts; }
    /// The first of those that failed.
    [[nodiscard]] const std::vector<HistoryFault> &faults() const { return m_faults; }

Q_SIGNALS:
    void progressed();
    void ended(); ///< with every run that was listed
    void failed(const signalbox::Error &error);

private:
    struct Run
    {
        QString workflowId;
        QString runId;
        HistoryFolder::Draft draft;
        QByteArray nextPage{};
        qint64 last = 0; ///< the event that was written last
        bool ends = false;
        int tries = 0;
    };
    using RunPtr = std::shared_ptr<Run>;

    void takeCount(const Result<qint64> &count);
    void askPage(const QByteArray &token);
    void takePage(const Result<ExecutionPage> &page);
    void takeThere(const Result<std::vector<HistoryThere>> &there);
    void pump();
    void read(const RunPtr &run);
    void take(const RunPtr &run, const Result<HistoryJson> &page);
    void refuse(const RunPtr &run, const Error &error);
    void write(const RunPtr &run, const HistoryJson &page);
    void finish(const RunPtr &run);
    void giveUp(const RunPtr &run, const QString &why);
    void note(const QString &workflowId, const QString &runId, const QString &why);
    void settled(); ///< one run, whatever came of it
    void fail(const Error &error);

    Client &m_client;
    const Clock &m_clock;
    const HistoryOrder m_order;
    const HistoryPace m_pace;
    HistoryFolder m_folder;
    CallBudget m_budget;
    QTimer m_wake;
    std::unique_ptr<QObject> m_calls; ///< receives what is under way; dies when it ends
    ExecutionPage m_page;
    std::deque<RunPtr> m_toBegin; ///< of the page
    std::deque<RunPtr> m_toRead;  ///< of those begun, whose next page is to be asked for
    int m_begun = 0;
    HistoryCounts m_counts;
    std::vector<HistoryFault> m_faults;
};

} // namespace signalbox
