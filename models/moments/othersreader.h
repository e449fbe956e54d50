// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/base/reply.h"
#include "models/interventions/acts.h"
#include "models/temporal/executions.h"
#include "models/temporal/history.h"

#include <QObject>

#include <deque>
#include <set>

namespace signalbox {

class Client;
class ExecutionPage;
class Watch;

/// What somebody did elsewhere to a run, by what the server keeps of it.
struct OthersDeed
{
    enum class Kind {
        Terminated,
        Reset ///< the server made another run of it, and ended what was open
    };

    Instant time;
    QString who;           ///< empty: the history names nobody
    bool isProven = false; ///< the server knows who it was; else it is what they called themselves
    QString ns;
    QString workflowId;
    QString runId;
    QString reason;
    Kind kind = Kind::Terminated;
    QString madeRunId = {}; ///< by a reset

    bool operator==(const OthersDeed &) const = default;
};

struct OthersDeeds
{
    std::vector<OthersDeed> deeds; ///< oldest first
    QString unseen;                ///< where there may be more, as sentences; empty: nowhere
};

/// Finds what was done to runs from elsewhere since a time, as far as the server can be asked for it at a
/// small price: the runs that were terminated, and of those the ones that were reset, be it that the reset
/// ended them. One page of a list for each namespace that may be read; of each run its description, which
/// names the run that a reset made, and before that its last event where the own journal does not know its
/// end; of a run that was made the description and the newest page of its history. At most so many runs, one
/// question after the other. What the server ends by itself, as children with their parents, is nobody's
/// deed. Owner thread.
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
        bool isOurs = false; ///< its end; a reset may still be another's
    };

    void takeOwn(const std::vector<Act> &own);
    void listOn();
    void takeList(const QString &ns, const Result<ExecutionPage> &page);
    void chooseRuns();
    void lookOn();
    void lookedAt();
    void takeEnd(const Result<HistoryPage> &page);
    void describe();
    void takeDescription(const Result<ExecutionDescription> &run);
    void takeMade(const Result<ExecutionDescription> &made);
    void takeReset(const Result<HistoryPage> &page);
    [[nodiscard]] OthersDeed deedOn(const HistoryEvent &event, Instant otherwise) const;
    [[nodiscard]] bool isOurReset(const QString &reason) const;
    void takeFailure(const Error &error);
    void finish();

    Client &m_client;
    const Watch &m_watch;
    ReplyPromise<OthersDeeds> m_promise;
    Delivery m_call;
    Instant m_since;
    Instant m_until;
    std::set<std::pair<QString, QString>> m_ownEnds;   ///< namespace and run: what may have ended it
    std::set<std::pair<QString, QString>> m_ownResets; ///< likewise: what may have reset it
    QStringList m_ownMarks;                            ///< of own resets, in their reasons
    std::deque<QString> m_namespaces;                  ///< to be listed
    std::deque<Run> m_runs;
    Run m_run;                     ///< that is looked at
    bool m_isEndedByReset = false; ///< by its own last event, which the description is to prove
    OthersDeed m_reset;            ///< the one that is being looked into
    std::size_t m_skippedNamespaces = 0;
    std::size_t m_skippedRuns = 0;
    std::size_t m_skippedOwn = 0; ///< terminated here; only a reset would be another's
    std::size_t m_leftRuns = 0;   ///< after too many failures
    bool m_hasMore = false;       ///< a namespace has more than a page
    std::size_t m_failed = 0;
    int m_failedInRow = 0;
    QString m_failure; ///< the first one's
    OthersDeeds m_found;
};

/// "terminated", "reset, which made run 5e6f".
[[nodiscard]] QString whatText(const OthersDeed &deed);
/// "ada", "ada, by their own word", "nobody is named".
[[nodiscard]] QString whoText(const OthersDeed &deed);

} // namespace signalbox
