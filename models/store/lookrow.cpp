// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/lookrow.h"

#include <QtGlobal>

namespace signalbox {

namespace {

constexpr double rateScale = 100;

template <class T>
qint64 seconds(T duration)
{
    return std::chrono::floor<std::chrono::seconds>(duration).count();
}

std::optional<qint64> storedAge(std::optional<Milliseconds> age)
{
    return age ? std::optional(seconds(*age)) : std::nullopt;
}

std::optional<qint64> storedRate(std::optional<double> rate)
{
    return rate ? std::optional(qRound64(*rate * rateScale)) : std::nullopt;
}

} // namespace

std::vector<LookRow> rowsOf(const QueueSample &sample, bool isSeen)
{
    LookRow workflow{sample.key, TaskType::Workflow, sample.time - sample.sinceBoot, {}};
    workflow.look.time = storedTime(sample.time);
    workflow.look.valid = std::chrono::ceil<std::chrono::seconds>(validity(sample.interval)).count();
    if (!isSeen)
        return {workflow};
    workflow.look.backlog = sample.workflowBacklog;
    workflow.look.figures = {storedAge(sample.oldestWorkflowTask), storedRate(sample.workflowFacts.addRate),
                             storedRate(sample.workflowFacts.dispatchRate), sample.workflowPollers};
    if (!sample.activityBacklog && !sample.activityPollers)
        return {workflow};
    LookRow activity = workflow;
    activity.type = TaskType::Activity;
    activity.look.backlog = sample.activityBacklog;
    activity.look.figures = {storedAge(sample.oldestActivityTask), storedRate(sample.activityFacts.addRate),
                             storedRate(sample.activityFacts.dispatchRate), sample.activityPollers};
    return {workflow, activity};
}

qint64 storedTime(Instant time)
{
    return seconds(time.time_since_epoch());
}

Instant timeOf(qint64 stored)
{
    return Instant(std::chrono::seconds(stored));
}

std::optional<double> rateOf(std::optional<qint64> stored)
{
    return stored ? std::optional(static_cast<double>(*stored) / rateScale) : std::nullopt;
}

} // namespace signalbox
