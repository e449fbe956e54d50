// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/queuerules.h"

#include <algorithm>

namespace signalbox {

namespace {

std::vector<TaskType> typesOf(RuleKind kind)
{
    switch (kind) {
    case RuleKind::NoPollers:
        return {TaskType::Workflow, TaskType::Activity};
    case RuleKind::ActivityBacklog:
        return {TaskType::Activity};
    case RuleKind::Backlog:
    case RuleKind::OldestTask:
        break;
    }
    return {TaskType::Workflow};
}

std::optional<qint64> backlogOf(const QueueSample &sample, TaskType type)
{
    return type == TaskType::Workflow ? sample.workflowBacklog : sample.activityBacklog;
}

std::optional<Milliseconds> oldestOf(const QueueSample &sample, TaskType type)
{
    return type == TaskType::Workflow ? sample.oldestWorkflowTask : sample.oldestActivityTask;
}

/// The tasks that nobody asks for.
std::optional<qint64> unpolled(const QueueSample &sample, TaskType type)
{
    const auto pollers = type == TaskType::Workflow ? sample.workflowPollers : sample.activityPollers;
    if (!pollers)
        return {};
    return *pollers == 0 ? backlogOf(sample, type) : 0;
}

std::optional<qint64> oldestSeconds(const QueueSample &sample)
{
    if (!sample.oldestTask)
        return sample.workflowBacklog ? std::optional<qint64>(0) : std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(*sample.oldestTask).count();
}

std::optional<qint64> valueOf(const QueueSample &sample, RuleKind kind, TaskType type)
{
    switch (kind) {
    case RuleKind::NoPollers:
        return unpolled(sample, type);
    case RuleKind::OldestTask:
        return oldestSeconds(sample);
    case RuleKind::Backlog:
    case RuleKind::ActivityBacklog:
        break;
    }
    return backlogOf(sample, type);
}

/// How long a breach has lasted at least, to one who sees it for the first time. A queue is not called
/// unpolled for longer than its last poller's silence.
std::optional<Milliseconds> witness(const QueueSample &sample, RuleKind kind, TaskType type)
{
    if (kind == RuleKind::OldestTask)
        return {};
    std::optional<Milliseconds> lasting = oldestOf(sample, type);
    if (kind == RuleKind::NoPollers && lasting)
        for (const SeenPoller &poller : sample.pollers)
            if (poller.type == type)
                lasting = poller.lastPoll ? std::min(*lasting, sample.sinceBoot - *poller.lastPoll)
                                          : Milliseconds(0);
    return lasting;
}

bool isAlert(AlertState state)
{
    return state == AlertState::Pending || state == AlertState::Firing;
}

} // namespace

QueueRules::QueueRules(const std::vector<AlertRule> &rules)
{
    for (const AlertRule &rule : rules)
        for (const TaskType type : typesOf(rule.kind))
            m_watched.push_back({rule, type, RuleState(rule)});
}

void QueueRules::observe(const QueueSample &sample)
{
    for (Watched &watched : m_watched) {
        const auto value = valueOf(sample, watched.rule.kind, watched.type);
        watched.wasKnown = watched.wasKnown || value;
        watched.state.observe({sample.time, sample.sinceBoot, validity(sample.interval), value,
                               witness(sample, watched.rule.kind, watched.type)});
    }
}

void QueueRules::tick(Milliseconds sinceBoot)
{
    for (Watched &watched : m_watched)
        watched.state.tick(sinceBoot);
}

const AlertRule *QueueRules::rule(RuleKind kind) const
{
    const auto found = std::find_if(m_watched.begin(), m_watched.end(),
                                    [kind](const Watched &watched) { return watched.rule.kind == kind; });
    return found == m_watched.end() ? nullptr : &found->rule;
}

bool QueueRules::isAlerting() const
{
    return std::any_of(m_watched.begin(), m_watched.end(),
                       [](const Watched &watched) { return isAlert(watched.state.state()); });
}

std::vector<RuleStanding> QueueRules::standings(Milliseconds sinceBoot) const
{
    std::vector<RuleStanding> standings;
    for (const auto &[rule, type, state, wasKnown] : m_watched) {
        const bool isMissed =
            state.state() == AlertState::Unknown &&
            (rule.kind == RuleKind::Backlog || (rule.kind == RuleKind::ActivityBacklog && wasKnown));
        if (isAlert(state.state()) || isMissed)
            standings.push_back({rule, type, state.state(), state.value(), state.since(),
                                 state.lasting(sinceBoot).value_or(Milliseconds(0)), state.inferred(),
                                 state.recovering()});
    }
    return standings;
}

} // namespace signalbox
