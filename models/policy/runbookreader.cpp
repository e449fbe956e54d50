// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbookreader.h"

#include "models/base/text.h"
#include "models/policy/expectationsreader.h"
#include "models/policy/runbooktable.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace rt = runbooktable;

namespace {

constexpr const char *kindNames[ruleKinds] = {"no_pollers",     "backlog",           "activity_backlog",
                                              "oldest_task",    "activity_failure",  "workers_gone",
                                              "task_failures",  "history_limit",     "retention",
                                              "archival_stuck", "retention_warning", "unreachable"};

std::optional<qint64> readThreshold(TomlTable &table, const char *key, RuleKind kind)
{
    if (isDuration(kind)) {
        const auto duration = rt::duration(table, key);
        return duration ? std::optional<qint64>(duration->count()) : std::nullopt;
    }
    if (isShare(kind)) {
        const auto percent = table.number(key);
        if (percent && !(*percent >= 0 && *percent <= 100))
            table.refuse(key, Text::tr("must be a percentage, from 0 to 100"));
        return percent ? std::optional<qint64>(std::llround(*percent * 100)) : std::nullopt;
    }
    return rt::count(table, key);
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

Runbook::Queue readQueue(TomlTable &table, rt::Names &names)
{
    Runbook::Queue queue{
        rt::requiredText(table, "name"), rt::requiredText(table, "owner"), rt::text(table, "notes"), {}};
    names.add(table, "name", queue.name);
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

/// Names of what it has none of would hold it to nothing.
QStringList readPatterns(TomlTable &table, const char *key, bool hasSuch)
{
    QStringList patterns = rt::patterns(table, key);
    if (!hasSuch && !patterns.isEmpty())
        table.refuse(key, Text::tr("does not go with a rule of this kind"));
    return patterns;
}

/// What it doesn't say is as built in.
Runbook::Rule readRule(TomlTable &table, rt::Names &names)
{
    const auto kind = readKind(table);
    AlertRule rule = builtInRule(kind.value_or(RuleKind::Backlog));
    const QString id = rt::text(table, "id");
    if (!id.isEmpty())
        rule.id = id;
    if (kind || !id.isEmpty())
        names.add(table, "id", rule.id);
    rule.threshold = readThreshold(table, "threshold", rule.kind).value_or(rule.threshold);
    if (const auto duration = rt::duration(table, "for"))
        rule.forDuration = *duration;
    if (const auto duration = rt::duration(table, "keep_firing_for"))
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

QString kindName(RuleKind kind)
{
    return QLatin1StringView(kindNames[static_cast<std::size_t>(kind)]);
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
    case RuleKind::ArchivalStuck:
        return {u"archival_stuck"_s, 0, 0ms, kind, Signal::Caution, 0ms};
    case RuleKind::RetentionWarning:
        return {u"retention_warning"_s, 0, 0ms, kind, Signal::Caution, 0ms};
    case RuleKind::Unreachable:
        return {u"unreachable"_s, 30, 0ms, kind};
    case RuleKind::Backlog:
        break;
    }
    return {u"backlog"_s, 100, 5min, kind};
}

std::vector<Runbook::Rule> builtInRules()
{
    std::vector<Runbook::Rule> rules;
    for (const RuleKind kind :
         {RuleKind::NoPollers, RuleKind::Backlog, RuleKind::OldestTask, RuleKind::ActivityFailure,
          RuleKind::WorkersGone, RuleKind::TaskFailures, RuleKind::HistoryLimit, RuleKind::Retention,
          RuleKind::ArchivalStuck, RuleKind::RetentionWarning, RuleKind::Unreachable})
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
    rt::Names names;
    for (TomlTable &table : rt::tables(root, "alert", rt::mostNamed))
        rules.push_back(readRule(table, names));
    root.end();
    if (const Done checked = file.check(); !checked)
        return tl::unexpected(checked.error());
    return rules;
}

RunbookReading readAllOfRunbook(const QByteArray &toml, const QString &fileName)
{
    TomlFile file(toml, fileName);
    if (!file.check())
        return {{}, file.faults()};
    TomlTable root = file.root();
    RunbookContents contents;
    contents.expectations.file = fileName;
    if (root.integer("version") != 1)
        root.refuse("version", Text::tr("must be 1"));
    readExpectations(root, contents.expectations);
    rt::Names queues;
    for (TomlTable &table : rt::tables(root, "queue", rt::mostNamed))
        contents.expectations.queues.push_back(readQueue(table, queues));
    rt::Names rules;
    for (TomlTable &table : rt::tables(root, "alert", rt::mostNamed))
        contents.rules.push_back(readRule(table, rules));
    root.end();
    return {std::move(contents), file.faults()};
}

Result<RunbookContents> readRunbook(const QByteArray &toml, const QString &fileName)
{
    RunbookReading reading = readAllOfRunbook(toml, fileName);
    if (!reading.faults.isEmpty())
        return fail(ErrorKind::Configuration, reading.faults.front());
    return std::move(reading.contents);
}

} // namespace signalbox
