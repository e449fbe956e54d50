// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/side.h"

#include "models/base/format.h"
#include "models/base/text.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// Nobody minds a task that waits for less, as long as tasks go out.
constexpr Milliseconds briefly = 10s;

std::vector<SeenPoller> pollersOf(const QueueSample &sample, TaskType type)
{
    std::vector<SeenPoller> pollers;
    std::copy_if(sample.pollers.begin(), sample.pollers.end(), std::back_inserter(pollers),
                 [type](const SeenPoller &poller) { return poller.type == type; });
    return pollers;
}

} // namespace

bool isSet(const RateLimit &limit)
{
    constexpr double unlimited = 100'000;
    return limit.perSecond < unlimited;
}

Side::Side(const Observed &seen, TaskType type)
    : m_seen(seen)
    , m_type(type)
    , m_pollers(pollersOf(*seen.sample, type))
    , m_workforce(workforceOf(seen, type))
    , m_flow(flowOf(seen, type))
{
}

std::optional<qint64> Side::backlog() const
{
    return isWorkflow() ? m_seen.sample->workflowBacklog : m_seen.sample->activityBacklog;
}

std::optional<Milliseconds> Side::oldest() const
{
    return isWorkflow() ? m_seen.sample->oldestWorkflowTask : m_seen.sample->oldestActivityTask;
}

std::optional<int> Side::alive() const
{
    return isWorkflow() ? m_seen.sample->workflowPollers : m_seen.sample->activityPollers;
}

std::optional<Milliseconds> Side::silence() const
{
    std::optional<Milliseconds> shortest;
    for (const SeenPoller &poller : m_pollers)
        if (poller.lastPoll)
            shortest =
                std::min(shortest.value_or(Milliseconds::max()), m_seen.sample->sinceBoot - *poller.lastPoll);
    return shortest;
}

const TypeFacts &Side::facts() const
{
    return isWorkflow() ? m_seen.sample->workflowFacts : m_seen.sample->activityFacts;
}

bool Side::keepsUp() const
{
    return isPolled() && oldest() && *oldest() < briefly && facts().dispatchRate.value_or(0) > 0;
}

QString Side::tasks() const
{
    const qint64 count = backlog().value_or(0);
    if (isWorkflow())
        return count == 1 ? Text::tr("its workflow task")
                          : Text::tr("its %1 workflow tasks").arg(formatCount(count));
    return count == 1 ? Text::tr("its activity task")
                      : Text::tr("its %1 activity tasks").arg(formatCount(count));
}

QString Side::tasks(qint64 count) const
{
    if (isWorkflow())
        return count == 1 ? Text::tr("1 workflow task")
                          : Text::tr("%1 workflow tasks").arg(formatCount(count));
    return count == 1 ? Text::tr("1 activity task") : Text::tr("%1 activity tasks").arg(formatCount(count));
}

QString Side::kind() const
{
    return isWorkflow() ? Text::tr("workflow") : Text::tr("activity");
}

} // namespace signalbox
