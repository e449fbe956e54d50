// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbook.h"

#include "models/policy/pattern.h"
#include "models/policy/runbookreader.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

std::optional<AlertRule> activityRuleLike(std::optional<AlertRule> backlog)
{
    if (backlog) {
        backlog->id = u"activity_backlog"_s;
        backlog->kind = RuleKind::ActivityBacklog;
    }
    return backlog;
}

} // namespace

Runbook::Runbook()
    : m_rules(builtInRules())
{
}

Result<Runbook> Runbook::parse(const QByteArray &toml, const QString &fileName)
{
    auto contents = readRunbook(toml, fileName);
    if (!contents)
        return tl::unexpected(contents.error());
    Runbook runbook;
    runbook.m_namespaces = std::move(contents->namespaces);
    runbook.m_queues = std::move(contents->queues);
    std::move(contents->rules.begin(), contents->rules.end(), std::back_inserter(runbook.m_rules));
    return runbook;
}

const Runbook::Namespace *Runbook::namespaceOf(const QString &ns) const
{
    const auto found = std::find_if(m_namespaces.rbegin(), m_namespaces.rend(),
                                    [&](const Namespace &one) { return fits(one.match, ns); });
    return found == m_namespaces.rend() ? nullptr : &*found;
}

const Runbook::Queue *Runbook::queueOf(const QueueKey &key) const
{
    const QString name = shortQueueName(key);
    const auto found = std::find_if(m_queues.begin(), m_queues.end(),
                                    [&](const Queue &queue) { return queue.name == name; });
    return found == m_queues.end() ? nullptr : &*found;
}

std::optional<QString> Runbook::ownerOf(const QueueKey &key) const
{
    const Queue *const queue = queueOf(key);
    return queue ? std::optional(queue->owner) : std::nullopt;
}

const Runbook::Rule *Runbook::lastOf(RuleKind kind, const QueueKey &key) const
{
    const QString name = shortQueueName(key);
    const auto found = std::find_if(m_rules.rbegin(), m_rules.rend(), [&](const Rule &one) {
        return one.rule.kind == kind && fitsAny(one.namespaces, key.ns) && fitsAny(one.queues, name);
    });
    return found == m_rules.rend() ? nullptr : &*found;
}

/// Activity tasks are held to what the team said of workflow tasks, unless it said otherwise.
std::optional<AlertRule> Runbook::rule(RuleKind kind, const QueueKey &key) const
{
    std::optional<AlertRule> rule;
    if (const Rule *const last = lastOf(kind, key); last && last->enabled)
        rule = last->rule;
    else if (!last && kind == RuleKind::ActivityBacklog)
        rule = activityRuleLike(this->rule(RuleKind::Backlog, key));
    const Queue *const queue = queueOf(key);
    if (!rule || !queue)
        return rule;
    if (const auto own = queue->thresholds.find(kind); own != queue->thresholds.end())
        rule->threshold = own->second;
    return rule;
}

std::vector<AlertRule> Runbook::rules(const QueueKey &key) const
{
    std::vector<AlertRule> rules;
    for (std::size_t i = 0; i < ruleKinds; ++i) {
        const auto kind = static_cast<RuleKind>(i);
        if (scopeOf(kind) != scopeOf(key))
            continue;
        if (auto one = rule(kind, key))
            rules.push_back(*std::move(one));
    }
    return rules;
}

QString shortQueueName(const QueueKey &key)
{
    const QString prefix = key.ns + u'.';
    return key.queue.startsWith(prefix) && key.queue.size() > prefix.size() ? key.queue.mid(prefix.size())
                                                                            : key.queue;
}

} // namespace signalbox
