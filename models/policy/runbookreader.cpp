// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbookreader.h"

#include "models/base/text.h"
#include "models/base/tomltable.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr const char *kindNames[ruleKinds] = {
    "no_pollers",   "backlog",       "activity_backlog", "oldest_task", "activity_failure",
    "workers_gone", "task_failures", "history_limit",    "retention",   "unreachable"};

/// "90s", "5m", "2h", "3d".
std::optional<std::chrono::seconds> parseDuration(const QString &text)
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

std::optional<std::chrono::seconds> readDuration(TomlTable &table, const char *key)
{
    const QString text = table.text(key);
    if (text.isEmpty())
        return {};
    const auto duration = parseDuration(text);
    if (!duration)
        table.refuse(key, Text::tr("must be a duration as in \"90s\", \"5m\", \"2h\" or \"3d\""));
    return duration;
}

std::optional<qint64> readThreshold(TomlTable &table, const char *key, RuleKind kind)
{
    if (isDuration(kind)) {
        const auto duration = readDuration(table, key);
        return duration ? std::optional<qint64>(duration->count()) : std::nullopt;
    }
    if (isShare(kind)) {
        const auto percent = table.number(key);
        if (percent && !(*percent >= 0 && *percent <= 100))
            table.refuse(key, Text::tr("must be a percentage, from 0 to 100"));
        return percent ? std::optional<qint64>(std::llround(*percent * 100)) : std::nullopt;
    }
    const auto threshold = table.integer(key);
    if (threshold && *threshold < 0)
        table.refuse(key, Text::tr("must not be negative"));
    return threshold;
}

template <class Values, class Name>
void refuseTwice(TomlTable &table, const char *key, const QString &name, const Values &before, Name nameOf)
{
    if (std::any_of(before.begin(), before.end(), [&](const auto &other) { return nameOf(other) == name; }))
        table.refuse(key, Text::tr("\"%1\" appears twice").arg(name));
}

Runbook::Namespace readNamespace(TomlTable &table, const std::vector<Runbook::Namespace> &before)
{
    Runbook::Namespace ns{table.requiredText("match"), table.text("purpose"),
                          readDuration(table, "retention")};
    refuseTwice(table, "match", ns.match, before, [](const Runbook::Namespace &one) { return one.match; });
    table.end();
    return ns;
}

std::map<RuleKind, qint64> readThresholds(TomlTable &table)
{
    std::map<RuleKind, qint64> thresholds;
    for (std::size_t i = 0; i < ruleKinds; ++i) {
        const auto kind = static_cast<RuleKind>(i);
        if (scopeOf(kind) != RuleScope::Queue)
            continue;
        if (const auto threshold = readThreshold(table, kindNames[i], kind))
            thresholds.emplace(kind, *threshold);
    }
    table.end();
    return thresholds;
}

Runbook::Queue readQueue(TomlTable &table, const std::vector<Runbook::Queue> &before)
{
    Runbook::Queue queue{table.requiredText("name"), table.requiredText("owner"), table.text("notes"), {}};
    refuseTwice(table, "name", queue.name, before, [](const Runbook::Queue &one) { return one.name; });
    if (auto thresholds = table.table("thresholds"))
        queue.thresholds = readThresholds(*thresholds);
    table.end();
    return queue;
}

std::optional<RuleKind> readKind(TomlTable &table)
{
    const QString name = table.requiredText("kind");
    const auto kind = std::find_if(std::begin(kindNames), std::end(kindNames),
                                   [&](const char *known) { return name == QLatin1StringView(known); });
    if (kind != std::end(kindNames))
        return static_cast<RuleKind>(kind - std::begin(kindNames));
    QStringList known;
    for (const char *one : kindNames)
        known << QLatin1StringView(one);
    if (!name.isEmpty())
        table.refuse("kind", Text::tr("must be one of %1").arg(known.join(u", "_s)));
    return {};
}

Signal readSeverity(TomlTable &table, Signal otherwise)
{
    const QString severity = table.text("severity");
    if (severity.isEmpty())
        return otherwise;
    if (severity != "danger"_L1 && severity != "caution"_L1)
        table.refuse("severity", Text::tr("must be \"danger\" or \"caution\""));
    return severity == "caution"_L1 ? Signal::Caution : Signal::Danger;
}

AlertRule builtInRule(RuleKind kind)
{
    switch (kind) {
    case RuleKind::NoPollers:
        return {u"no_pollers"_s, 0, 2min, kind};
    case RuleKind::ActivityBacklog:
        return {u"activity_backlog"_s, 100, 5min, kind};
    case RuleKind::OldestTask:
        return {u"oldest_task"_s, 600, 0ms, kind, Signal::Caution};
    case RuleKind::ActivityFailure:
        return {u"activity_failure"_s, 500, 0ms, kind};
    case RuleKind::WorkersGone:
        return {u"workers_gone"_s, 0, 2min, kind, Signal::Caution};
    case RuleKind::TaskFailures:
        return {u"task_failures"_s, 0, 2min, kind, Signal::Caution};
    case RuleKind::HistoryLimit:
        return {u"history_limit"_s, 8000, 0ms, kind, Signal::Caution};
    case RuleKind::Retention:
        return {u"retention"_s, 0, 0ms, kind, Signal::Caution, 0ms};
    case RuleKind::Unreachable:
        return {u"unreachable"_s, 30, 0ms, kind};
    case RuleKind::Backlog:
        break;
    }
    return {u"backlog"_s, 100, 5min, kind};
}

/// Names of what it has none of would hold it to nothing.
QStringList readPatterns(TomlTable &table, const char *key, bool hasSuch)
{
    QStringList patterns = table.texts(key);
    if (!hasSuch && !patterns.isEmpty())
        table.refuse(key, Text::tr("does not go with a rule of this kind"));
    return patterns;
}

/// What it doesn't say is as built in.
Runbook::Rule readRule(TomlTable &table, const std::vector<Runbook::Rule> &before)
{
    AlertRule rule = builtInRule(readKind(table).value_or(RuleKind::Backlog));
    if (const QString id = table.text("id"); !id.isEmpty())
        rule.id = id;
    refuseTwice(table, "id", rule.id, before, [](const Runbook::Rule &one) { return one.rule.id; });
    rule.threshold = readThreshold(table, "threshold", rule.kind).value_or(rule.threshold);
    if (const auto duration = readDuration(table, "for"))
        rule.forDuration = *duration;
    if (const auto duration = readDuration(table, "keep_firing_for"))
        rule.keepFiringFor = *duration;
    rule.severity = readSeverity(table, rule.severity);
    const RuleScope scope = scopeOf(rule.kind);
    Runbook::Rule read{rule,
                       table.flag("enabled").value_or(true),
                       readPatterns(table, "namespaces", scope != RuleScope::Cluster),
                       readPatterns(table, "queues", scope == RuleScope::Queue),
                       {}};
    table.end();
    return read;
}

} // namespace

std::vector<Runbook::Rule> builtInRules()
{
    std::vector<Runbook::Rule> rules;
    for (const RuleKind kind : {RuleKind::NoPollers, RuleKind::Backlog, RuleKind::OldestTask,
                                RuleKind::ActivityFailure, RuleKind::WorkersGone, RuleKind::TaskFailures,
                                RuleKind::HistoryLimit, RuleKind::Retention, RuleKind::Unreachable})
        rules.push_back({builtInRule(kind), true, {}, {}, Runbook::Origin::BuiltIn});
    return rules;
}

Result<std::vector<Runbook::Rule>> readRules(const QByteArray &toml, const QString &fileName)
{
    TomlFile file(toml, fileName);
    if (const Done parsed = file.check(); !parsed)
        return tl::unexpected(parsed.error());
    TomlTable root = file.root();
    std::vector<Runbook::Rule> rules;
    if (root.integer("version") != 1)
        root.refuse("version", Text::tr("must be 1"));
    for (TomlTable &table : root.tables("alert"))
        rules.push_back(readRule(table, rules));
    root.end();
    if (const Done checked = file.check(); !checked)
        return tl::unexpected(checked.error());
    return rules;
}

Result<RunbookContents> readRunbook(const QByteArray &toml, const QString &fileName)
{
    TomlFile file(toml, fileName);
    if (const Done parsed = file.check(); !parsed)
        return tl::unexpected(parsed.error());
    TomlTable root = file.root();
    RunbookContents contents;
    if (root.integer("version") != 1)
        root.refuse("version", Text::tr("must be 1"));
    for (TomlTable &table : root.tables("namespace"))
        contents.namespaces.push_back(readNamespace(table, contents.namespaces));
    for (TomlTable &table : root.tables("queue"))
        contents.queues.push_back(readQueue(table, contents.queues));
    for (TomlTable &table : root.tables("alert"))
        contents.rules.push_back(readRule(table, contents.rules));
    root.end();
    if (const Done checked = file.check(); !checked)
        return tl::unexpected(checked.error());
    return contents;
}

} // namespace signalbox
