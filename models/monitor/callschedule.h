// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/callbudget.h"
#include "models/monitor/pollpace.h"

#include <QtGlobal>

#include <functional>
#include <set>
#include <vector>

namespace signalbox {

class CallSchedule;

/// One question of the watch that a schedule asks when it is due and the budget has room. Owned by whoever
/// takes the answer, which is told back with succeed(), fail() or drop(). Not copied or moved: the schedule
/// knows it by its address. Outlived by its schedule.
class ScheduledPoll
{
public:
    /// `ask` sends the question for that purpose and says how many calls that made.
    using Ask = std::function<int(Purpose)>;

    ScheduledPoll(CallSchedule &schedule, std::size_t lane, Ask ask);
    ~ScheduledPoll();
    Q_DISABLE_COPY_MOVE(ScheduledPoll)

    [[nodiscard]] const PollPace &pace() const { return m_pace; }
    [[nodiscard]] bool isPostponed() const { return m_notBefore > Milliseconds(0); } ///< once at least

    /// One that isn't wanted is not asked, however long it has been due.
    void setWanted(bool wanted);
    void setLane(std::size_t lane);

    // As of PollPace.
    void succeed(Milliseconds now, Milliseconds interval);
    void fail(Milliseconds now, Milliseconds spacing = Milliseconds(0));
    void drop(Milliseconds now, Milliseconds spacing = Milliseconds(0));
    void hasten(Milliseconds now, Milliseconds spacing, Purpose purpose = Purpose::Background);
    void retryNow(Milliseconds now, Milliseconds spacing = Milliseconds(0));
    /// Not due before `at`, whatever it was before.
    void postpone(Milliseconds at);

private:
    friend class CallSchedule;

    CallSchedule &m_schedule;
    const Ask m_ask;
    const quint64 m_number; ///< of two due at once the older comes first
    std::size_t m_lane;
    PollPace m_pace;
    Milliseconds m_notBefore{0};
    int m_inFlight = 0;
    bool m_wanted = false;
};

/// The due-queue of questions that share one budget. What a person asks for goes first. The rest waits in
/// lanes: within a lane what has been due for longest goes first; between lanes that both have something due
/// the budget is shared by weight, and what one lane leaves the others may use. Costs the logarithm of the
/// number of questions per change, whatever their number. Owner thread.
class CallSchedule
{
public:
    /// `inFlight`: no question goes out while so many calls are under way.
    CallSchedule(CallBudget budget, const std::vector<double> &weights, int inFlight);

    /// Asks what is due, as far as the budget and the calls in flight allow.
    void run(Milliseconds now);
    /// When run() has something to do without anything else happening; nothing: only an answer brings it.
    [[nodiscard]] std::optional<Milliseconds> wakesAt(Milliseconds now) const;
    /// More has been due than the budget gave, and still is.
    [[nodiscard]] bool isShort() const { return m_short; }
    /// The server refused for being asked too much.
    void refused(Milliseconds now) { m_budget.refused(now); }

    /// Calls a second that a lane wants in the long run, told as differences.
    void addDemand(std::size_t lane, double perSecond) { m_lanes[lane].demand += perSecond; }
    /// How much more a lane wants than it will get, at least 1: what is promised has to be kept.
    [[nodiscard]] double stretch(std::size_t lane) const;

private:
    friend class ScheduledPoll;

    struct Order
    {
        bool operator()(const ScheduledPoll *a, const ScheduledPoll *b) const;
    };
    using Waiting = std::set<ScheduledPoll *, Order>;
    struct Lane
    {
        double weight = 1;
        double finished = 0; ///< by start-time fair queueing: when, in calls by weight, its last one ended
        double demand = 0;
        Waiting waiting;
    };

    /// Takes it out of where it waits, lets it change, puts it where it waits now.
    template <class Change>
    void change(ScheduledPoll &poll, Change change);
    [[nodiscard]] Waiting &waitingFor(const ScheduledPoll &poll);
    [[nodiscard]] ScheduledPoll *next(Milliseconds now);
    void send(ScheduledPoll &poll, Milliseconds now);

    CallBudget m_budget;
    const int m_maxInFlight;
    int m_inFlight = 0;
    bool m_short = false;
    quint64 m_numbers = 0;
    double m_started = 0; ///< of the last question that went out, in the lanes' time
    Waiting m_urgent;     ///< what a person asked for
    std::vector<Lane> m_lanes;
};

} // namespace signalbox
