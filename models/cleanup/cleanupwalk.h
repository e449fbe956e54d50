// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cleanup/cleanuppace.h"
#include "models/cleanup/cleanupplan.h"
#include "models/interventions/attempt.h"
#include "models/interventions/cleanuprecord.h"
#include "models/interventions/deletelever.h"
#include "models/interventions/deletions.h"
#include "models/monitor/callbudget.h"
#include "models/temporal/executionpage.h"

#include <QSet>

#include <deque>
#include <map>

namespace signalbox {

/// A run that stays, and why.
struct KeptRun
{
    RunName run;
    QString why;

    bool operator==(const KeptRun &) const = default;
};

/// Why a walk ended before there was nothing left; without a sentence it came to the end.
struct CleanUpHalt
{
    QString sentence;
    std::optional<Error> error;
    bool isStopped = false; ///< by a person
};

/// Goes through the closed runs of an order and deletes them with a token in hand: lists a page, writes down
/// who goes next, and makes an Attempt for each, so many a second and so many at once. What is not on disk is
/// not begun. The list is always read from its beginning, as what was deleted leaves it, a little later. What
/// is refused for a moment is tried again; what a run is about is left and noted; what all runs would meet
/// halts it, after what was sent has its answer. Owner thread.
class CleanUpWalk final : public QObject
{
    Q_OBJECT

public:
    /// Of those that stay the first ones are kept, with the reason.
    static constexpr std::size_t mostNamed = 20;

    CleanUpWalk(Client &client, const Clock &clock, CleanUpOrder order, QString identity, QString reason,
                QString deletions, const CleanUpPace &pace, QObject *parent = nullptr);

    /// Begins, or goes on after tokenNeeded().
    void setToken(std::shared_ptr<const WriteToken> token);
    void halt(CleanUpHalt why); ///< the first one holds

    [[nodiscard]] const CleanUpCounts &counts() const { return m_counts; }
    [[nodiscard]] const std::vector<KeptRun> &keptRuns() const { return m_kept; }

Q_SIGNALS:
    void progressed();
    void tokenNeeded(); ///< there is none, or it runs out
    void ended(const signalbox::CleanUpHalt &why);

private:
    struct Going
    {
        RunName name;
        Milliseconds writtenAt{0}; ///< since boot
        int tries = 0;
    };
    struct Trying
    {
        Going run;
        std::unique_ptr<DeleteLever> lever;
        std::unique_ptr<Attempt> attempt; ///< dies before its lever
        bool isSent = false;
    };

    void pump();
    void refill();
    void list();
    void takePage(const Result<ExecutionPage> &page);
    void writeGroup();
    void takeWritten(const std::vector<Going> &group, const Result<bool> &written);
    void begin(Going run);
    void take(quint64 id, const Settlement &settlement, const std::optional<Error> &error);
    void takeGone(const Going &run, qint64 &counter);
    void leave(const Going &run, qint64 &counter, const QString &why);
    void leaveUnproven(const Trying &one, const QString &why, const std::optional<Error> &error);
    void takeRefusal(const Trying &one, const QString &sentence, const Error &error);
    [[nodiscard]] bool hasToken() const;
    void flush();
    void endIfQuiet();
    void end();

    Client &m_client;
    const Clock &m_clock;
    const CleanUpOrder m_order;
    const QString m_identity;
    const QString m_reason;
    const CleanUpPace m_pace;
    Deletions m_deletions;
    CallBudget m_budget;
    std::shared_ptr<const WriteToken> m_token;
    CleanUpCounts m_counts;
    std::vector<KeptRun> m_kept;

    QByteArray m_pageToken;     ///< of the page that is listed next; empty: the first
    QSet<QString> m_met;        ///< run ids: the list may have them still
    std::deque<RunName> m_todo; ///< of the page, not written down yet
    std::deque<Going> m_ready;  ///< written down
    std::map<quint64, Trying> m_trying;
    std::deque<Trying> m_over; ///< it may be one of these that tells
    quint64 m_lastId = 0;
    int m_listTries = 0;
    int m_failuresInRow = 0;
    QStringList m_toldGone; ///< to be written
    std::vector<Deletions::Kept> m_toldKept;
    bool m_isListing = false;
    bool m_isWriting = false;
    bool m_isExhausted = false;
    bool m_asksToken = false;
    bool m_isEnding = false;
    std::optional<CleanUpHalt> m_halt;
    Delivery m_page;
    QTimer m_wake;
};

} // namespace signalbox
