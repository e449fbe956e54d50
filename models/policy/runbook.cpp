// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbook.h"

#include "models/base/text.h"
#include "models/base/tomltable.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// "90s", "5m", "2h", "3d".
std::optional<Milliseconds> parseDuration(const QString &text)
{
    static const QRegularExpression form(u"^([0-9]{1,6})([smhd])$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    const std::chrono::seconds count(match.captured(1).toInt());
    switch (match.captured(2).front().unicode()) {
    case u'm':
        return count * 60;
    case u'h':
        return count * 3600;
    case u'd':
        return count * 86400;
    default:
        return count;
    }
}

Runbook::Queue readQueue(TomlTable &table, const std::vector<Runbook::Queue> &before)
{
    Runbook::Queue queue{table.requiredText("name"), table.requiredText("owner")};
    const auto isSame = [&](const Runbook::Queue &other) { return other.name == queue.name; };
    if (std::any_of(before.begin(), before.end(), isSame))
        table.refuse("name", Text::tr("\"%1\" appears twice").arg(queue.name));
    table.end();
    return queue;
}

constexpr std::size_t kinds = 4;
constexpr QLatin1StringView kindNames[kinds] = {"no_pollers"_L1, "backlog"_L1, "activity_backlog"_L1,
                                                "oldest_task"_L1};

std::vector<AlertRule> defaultRules()
{
    return {{u"no_pollers"_s, 0, 2min, RuleKind::NoPollers},
            {u"backlog"_s, 100, 5min, RuleKind::Backlog},
            {u"activity_backlog"_s, 100, 5min, RuleKind::ActivityBacklog},
            {u"oldest_task"_s, 600, 0ms, RuleKind::OldestTask}};
}

Milliseconds readDuration(TomlTable &table, const char *key, Milliseconds otherwise)
{
    const QString text = table.text(key);
    if (text.isEmpty())
        return otherwise;
    const auto duration = parseDuration(text);
    if (!duration)
        table.refuse(key, Text::tr("must be a duration as in \"90s\", \"5m\", \"2h\" or \"3d\""));
    return duration.value_or(otherwise);
}

qint64 readThreshold(TomlTable &table, const AlertRule &rule)
{
    if (rule.kind == RuleKind::OldestTask)
        return readDuration(table, "threshold", std::chrono::seconds(rule.threshold)) / 1s;
    const qint64 threshold = table.integer("threshold").value_or(rule.threshold);
    if (threshold < 0)
        table.refuse("threshold", Text::tr("must not be negative"));
    return threshold;
}

RuleKind readKind(TomlTable &table)
{
    const QString name = table.requiredText("kind");
    const auto kind = std::find(std::begin(kindNames), std::end(kindNames), name);
    if (kind != std::end(kindNames))
        return static_cast<RuleKind>(kind - std::begin(kindNames));
    if (!name.isEmpty())
        table.refuse("kind", Text::tr("must be one of %1, %2, %3, %4")
                                 .arg(kindNames[0], kindNames[1], kindNames[2], kindNames[3]));
    return RuleKind::Backlog;
}

AlertRule readRule(TomlTable &table, const std::vector<AlertRule> &defaults)
{
    AlertRule rule = defaults[static_cast<std::size_t>(readKind(table))];
    if (const QString id = table.text("id"); !id.isEmpty())
        rule.id = id;
    rule.threshold = readThreshold(table, rule);
    rule.forDuration = readDuration(table, "for", rule.forDuration);
    table.end();
    return rule;
}

/// Activity tasks are held to what the team said of workflow tasks, unless it said otherwise.
std::vector<AlertRule> readRules(TomlTable &root)
{
    std::vector<AlertRule> rules = defaultRules();
    std::array<bool, kinds> given{};
    for (TomlTable &table : root.tables("alert")) {
        const AlertRule rule = readRule(table, rules);
        const auto kind = static_cast<std::size_t>(rule.kind);
        if (std::exchange(given[kind], true))
            table.refuse("kind", Text::tr("there is one %1 rule only").arg(kindNames[kind]));
        rules[kind] = rule;
    }
    const AlertRule &backlog = rules[static_cast<std::size_t>(RuleKind::Backlog)];
    AlertRule &activities = rules[static_cast<std::size_t>(RuleKind::ActivityBacklog)];
    if (!given[static_cast<std::size_t>(RuleKind::ActivityBacklog)])
        activities = {activities.id, backlog.threshold, backlog.forDuration, activities.kind};
    return rules;
}

} // namespace

Runbook::Runbook()
    : m_rules(defaultRules())
{
}

Result<Runbook> Runbook::parse(const QByteArray &toml, const QString &fileName)
{
    TomlFile file(toml, fileName);
    if (const Done parsed = file.check(); !parsed)
        return tl::unexpected(parsed.error());
    TomlTable root = file.root();
    Runbook runbook;
    if (root.integer("version") != 1)
        root.refuse("version", Text::tr("must be 1"));
    for (TomlTable &table : root.tables("queue"))
        runbook.m_queues.push_back(readQueue(table, runbook.m_queues));
    runbook.m_rules = readRules(root);
    root.end();
    if (const Done checked = file.check(); !checked)
        return tl::unexpected(checked.error());
    return runbook;
}

std::optional<QString> Runbook::ownerOf(const QueueKey &key) const
{
    const QString name = shortQueueName(key);
    for (const Queue &queue : m_queues)
        if (queue.name == name)
            return queue.owner;
    return {};
}

QString shortQueueName(const QueueKey &key)
{
    const QString prefix = key.ns + u'.';
    return key.queue.startsWith(prefix) && key.queue.size() > prefix.size() ? key.queue.mid(prefix.size())
                                                                            : key.queue;
}

} // namespace signalbox
