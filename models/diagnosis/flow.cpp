// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/flow.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// The server's rates are means over this long; a shorter look back shows less than they do.
constexpr Milliseconds rateSpan = 30s;
/// A longer look back tells of other times.
constexpr Milliseconds trendSpan = 2min;
/// The count is approximate, and rates that differ by less are the same.
constexpr double alike = 0.05;

std::optional<qint64> backlogOf(const QueueSample &sample, TaskType type)
{
    return type == TaskType::Workflow ? sample.workflowBacklog : sample.activityBacklog;
}

std::optional<Milliseconds> oldestOf(const QueueSample &sample, TaskType type)
{
    return type == TaskType::Workflow ? sample.oldestWorkflowTask : sample.oldestActivityTask;
}

const TypeFacts &factsOf(const QueueSample &sample, TaskType type)
{
    return type == TaskType::Workflow ? sample.workflowFacts : sample.activityFacts;
}

/// The look that stands against the last one: as far back as the server's rates go.
const QueueSample *lookBack(const Observed &seen, TaskType type)
{
    const Milliseconds last = seen.sample->sinceBoot;
    const auto found = std::find_if(seen.recent.rbegin(), seen.recent.rend(), [&](const QueueSample &sample) {
        return last - sample.sinceBoot >= rateSpan && backlogOf(sample, type);
    });
    return found != seen.recent.rend() && last - found->sinceBoot <= trendSpan ? &*found : nullptr;
}

Flow::Way byRates(const TypeFacts &facts)
{
    const double in = facts.addRate.value_or(0);
    const double out = facts.dispatchRate.value_or(0);
    if (in <= 0 && out <= 0)
        return Flow::Way::Still;
    if (std::abs(out - in) <= alike * std::max(in, out))
        return Flow::Way::Level;
    return out > in ? Flow::Way::Drains : Flow::Way::Grows;
}

Flow::Way byLooks(const Flow &flow, qint64 backlog)
{
    const auto change = static_cast<double>(*flow.change);
    if (std::abs(change) <= alike * static_cast<double>(std::max(backlog, backlog - *flow.change)))
        return Flow::Way::Still;
    return change < 0 ? Flow::Way::Drains : Flow::Way::Grows;
}

/// What the server counts and what was seen must not contradict each other.
Flow::Way both(Flow::Way rates, Flow::Way looks)
{
    using Way = Flow::Way;
    if (looks == Way::Still || rates == looks)
        return rates;
    return rates == Way::Still || rates == Way::Level ? looks : Way::TooEarly;
}

Milliseconds leftBy(const Flow &flow, const TypeFacts &facts, qint64 backlog)
{
    const Drain drain = timeToDrain(backlog, facts.addRate, facts.dispatchRate);
    if (drain.kind == Drain::Takes)
        return drain.time;
    const double perMillisecond =
        static_cast<double>(-*flow.change) / static_cast<double>(flow.seenFor->count());
    return Milliseconds(std::llround(static_cast<double>(backlog) / perMillisecond));
}

} // namespace

Drain timeToDrain(std::optional<qint64> backlog, std::optional<double> addRate,
                  std::optional<double> dispatchRate)
{
    if (!backlog)
        return {};
    if (*backlog == 0)
        return {Drain::Nothing, {}};
    if (!addRate || !dispatchRate || (*addRate <= 0 && *dispatchRate <= 0))
        return {};
    const double net = *dispatchRate - *addRate;
    if (net <= 0)
        return {net < 0 ? Drain::Grows : Drain::Stays, {}};
    constexpr double longest = 365.0 * 86400;
    const double seconds = std::min(static_cast<double>(*backlog) / net, longest);
    return {Drain::Takes, std::chrono::round<Milliseconds>(std::chrono::duration<double>(seconds))};
}

Flow flowOf(const Observed &seen, TaskType type)
{
    Flow flow;
    const qint64 backlog = backlogOf(*seen.sample, type).value_or(0);
    if (backlog <= 0 || oldestOf(*seen.sample, type).value_or(rateSpan) < rateSpan)
        return flow;
    const TypeFacts &facts = factsOf(*seen.sample, type);
    const Flow::Way rates = byRates(facts);
    if (const QueueSample *const before = lookBack(seen, type)) {
        flow.seenFor = seen.sample->sinceBoot - before->sinceBoot;
        flow.change = backlog - *backlogOf(*before, type);
        flow.way = both(rates, byLooks(flow, backlog));
    } else if (rates != Flow::Way::Still) {
        flow.way = rates;
    }
    if (flow.way == Flow::Way::Drains)
        flow.left = leftBy(flow, facts, backlog);
    return flow;
}

} // namespace signalbox
