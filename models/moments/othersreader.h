// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/base/reply.h"
#include "models/interventions/acts.h"
#include "models/temporal/history.h"

#include <QObject>

#include <deque>
#include <set>

namespace signalbox {

class Client;
class ExecutionPage;
class Watch;

/// A run that somebody terminated elsewhere, by the run's own history.
struct OthersDeed
{
    Instant time;
    QString who;           ///< empty: the history names nobody
    bool isProven = false; ///< the server knows who it was; else it is what they called themselves
    QString ns;
    QString workflowId;
    QString runId;
    QString reason;

    bool operator==(const OthersDeed &) const = default;
};

struct OthersDeeds
{
    std::vector<OthersDeed> deeds; ///< oldest first
    QString unseen;                ///< where there may be more, as sentences; empty: nowhere
};

/// Finds what was done to runs from elsewhere since a time, as far as the server can be asked for it at a
/// small price: the runs that were terminated. One page of a list for each namespace that may be read, and
/// the last event of each run that the own journal does not know; at most so many of both, one after the
/// other. What the server ends by itself, as children with their parents, is nobody's deed. Owner thread.
class OthersReader final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostNamespaces = 100; ///< those first in which most runs
    static constexpr std::size_t mostRuns = 50;        ///< the newest
    static constexpr int mostFailures = 3; ///< in a row: of a server that does not answer no more is asked

    OthersReader(Client &client, const Watch &watch, QObject *parent = nullptr);
    ~OthersReader() override;

    /// Of what closed until then, as `own` has to know what was done here. Gives up what it was asked before.
    [[nodiscard]] Reply<OthersDeeds> read(Instant since, Instant until, const std::vector<Act> &own);

private:
    struct Run
    {
        QString ns;
        QString workflowId;
        QString runId;
        Instant closed;
    };

    void listOn();
    void takeList(const QString &ns, const Result<ExecutionPage> &page);
    void chooseRuns();
    void lookOn();
    void takeEnd(const Run &run, const Result<HistoryPage> &page);
    void takeFailure(const Error &error);
    void finish();

    Client &m_client;
    const Watch &m_watch;
    ReplyPromise<OthersDeeds> m_promise;
    Delivery m_call;
    Instant m_since;
    Instant m_until;
    std::set<std::pair<QString, QString>> m_own; ///< namespace and run
    std::deque<QString> m_namespaces;            ///< to be listed
    std::deque<Run> m_runs;
    std::size_t m_skippedNamespaces = 0;
    std::size_t m_skippedRuns = 0;
    std::size_t m_leftRuns = 0; ///< after too many failures
    bool m_hasMore = false;     ///< a namespace has more than a page
    std::size_t m_failed = 0;
    int m_failedInRow = 0;
    QString m_failure; ///< the first one's
    OthersDeeds m_found;
};

/// "ada", "ada, by their own word", "nobody is named".
[[nodiscard]] QString whoText(const OthersDeed &deed);

} // namespace signalbox
