// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/callschedule.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace signalbox {

namespace {

Milliseconds dueOf(const PollPace &pace, Milliseconds notBefore)
{
    return pace.purpose() == Purpose::Operator ? pace.due() : std::max(pace.due(), notBefore);
}

} // namespace

ScheduledPoll::ScheduledPoll(CallSchedule &schedule, std::size_t lane, Ask ask)
    : m_schedule(schedule)
    , m_ask(std::move(ask))
    , m_number(schedule.m_numbers++)
    , m_lane(lane)
{
}

ScheduledPoll::~ScheduledPoll()
{
    m_schedule.change(*this, [this] { m_wanted = false; });
    m_schedule.m_inFlight -= m_inFlight;
}

void ScheduledPoll::setWanted(bool wanted)
{
    if (wanted != m_wanted)
        m_schedule.change(*this, [&] { m_wanted = wanted; });
}

void ScheduledPoll::setLane(std::size_t lane)
{
    if (lane != m_lane)
        m_schedule.change(*this, [&] { m_lane = lane; });
}

void ScheduledPoll::succeed(Milliseconds now, Milliseconds interval)
{
    m_schedule.change(*this, [&] { m_pace.succeed(now, interval); });
}

void ScheduledPoll::fail(Milliseconds now, Milliseconds spacing)
{
    m_schedule.change(*this, [&] { m_pace.fail(now, spacing); });
}

void ScheduledPoll::drop(Milliseconds now, Milliseconds spacing)
{
    m_schedule.change(*this, [&] { m_pace.drop(now, spacing); });
}

void ScheduledPoll::hasten(Milliseconds now, Milliseconds spacing, Purpose purpose)
{
    m_schedule.change(*this, [&] { m_pace.hasten(now, spacing, purpose); });
}

void ScheduledPoll::retryNow(Milliseconds now, Milliseconds spacing)
{
    m_schedule.change(*this, [&] { m_pace.retryNow(now, spacing); });
}

void ScheduledPoll::postpone(Milliseconds at)
{
    m_schedule.change(*this, [&] { m_notBefore = at; });
}

bool CallSchedule::Order::operator()(const ScheduledPoll *a, const ScheduledPoll *b) const
{
    return std::tuple(dueOf(a->m_pace, a->m_notBefore), a->m_number) <
           std::tuple(dueOf(b->m_pace, b->m_notBefore), b->m_number);
}

CallSchedule::CallSchedule(CallBudget budget, const std::vector<double> &weights, int inFlight)
    : m_budget(budget)
    , m_maxInFlight(inFlight)
{
    for (const double weight : weights)
        m_lanes.push_back({weight, 0, 0, {}});
}

template <class Change>
void CallSchedule::change(ScheduledPoll &poll, Change change)
{
    waitingFor(poll).erase(&poll);
    const bool wasAsking = poll.m_pace.isAsking();
    change();
    if (wasAsking && !poll.m_pace.isAsking())
        m_inFlight -= std::exchange(poll.m_inFlight, 0);
    if (poll.m_wanted && !poll.m_pace.isAsking())
        waitingFor(poll).insert(&poll);
}

CallSchedule::Waiting &CallSchedule::waitingFor(const ScheduledPoll &poll)
{
    return poll.m_pace.purpose() == Purpose::Operator ? m_urgent : m_lanes[poll.m_lane].waiting;
}

void CallSchedule::run(Milliseconds now)
{
    for (ScheduledPoll *poll = next(now); poll; poll = next(now)) {
        if (m_inFlight >= m_maxInFlight)
            return;
        if (!m_budget.take(1, now)) {
            m_short = true;
            return;
        }
        send(*poll, now);
    }
    m_short = false;
}

/// Start-time fair queueing (Goyal, Vin, Cheng 1996): the lane whose next question would start first, in a
/// time that runs by calls over weight; a lane that had nothing to ask starts from now and saves nothing up.
ScheduledPoll *CallSchedule::next(Milliseconds now)
{
    const auto isDue = [now](const Waiting &waiting) {
        return !waiting.empty() && dueOf((*waiting.begin())->m_pace, (*waiting.begin())->m_notBefore) <= now;
    };
    if (isDue(m_urgent))
        return *m_urgent.begin();
    ScheduledPoll *chosen = nullptr;
    double earliest = 0;
    for (const Lane &lane : m_lanes) {
        const double start = std::max(lane.finished, m_started);
        if (isDue(lane.waiting) && (!chosen || start < earliest)) {
            chosen = *lane.waiting.begin();
            earliest = start;
        }
    }
    return chosen;
}

void CallSchedule::send(ScheduledPoll &poll, Milliseconds now)
{
    Lane &lane = m_lanes[poll.m_lane];
    const bool isUrgent = poll.m_pace.purpose() == Purpose::Operator;
    Purpose purpose = Purpose::Background;
    change(poll, [&] { purpose = poll.m_pace.begin(now); });
    const int calls = poll.m_ask(purpose);
    m_budget.charge(calls - 1);
    poll.m_inFlight = calls;
    m_inFlight += calls;
    if (isUrgent)
        return;
    m_started = std::max(lane.finished, m_started);
    lane.finished = m_started + calls / lane.weight;
}

std::optional<Milliseconds> CallSchedule::wakesAt(Milliseconds now) const
{
    if (m_inFlight >= m_maxInFlight)
        return {};
    std::optional<Milliseconds> earliest;
    const auto consider = [&earliest](const Waiting &waiting) {
        if (waiting.empty())
            return;
        const Milliseconds due = dueOf((*waiting.begin())->m_pace, (*waiting.begin())->m_notBefore);
        earliest = std::min(earliest.value_or(due), due);
    };
    consider(m_urgent);
    for (const Lane &lane : m_lanes)
        consider(lane.waiting);
    if (earliest)
        earliest = std::max(*earliest, m_budget.nextAt(now));
    return earliest;
}

double CallSchedule::stretch(std::size_t lane) const
{
    double weights = 0;
    double others = 0;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        weights += m_lanes[i].weight;
        others += i == lane ? 0 : m_lanes[i].demand;
    }
    const double rate = m_budget.perSecond();
    const double gets = std::max(rate * m_lanes[lane].weight / weights, rate - others);
    return std::max(1.0, m_lanes[lane].demand / gets);
}

} // namespace signalbox
