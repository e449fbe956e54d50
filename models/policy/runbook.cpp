// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/runbook.h"

#include "models/base/text.h"
#include "models/base/tomltable.h"

#include <QRegularExpression>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

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

AlertRule readBacklogRule(TomlTable &table)
{
    AlertRule rule;
    if (const QString id = table.text("id"); !id.isEmpty())
        rule.id = id;
    if (const QString kind = table.requiredText("kind"); !kind.isEmpty() && kind != "backlog"_L1)
        table.refuse("kind", Text::tr("must be \"backlog\""));
    rule.threshold = table.integer("threshold").value_or(rule.threshold);
    if (rule.threshold < 0)
        table.refuse("threshold", Text::tr("must not be negative"));
    if (const QString text = table.text("for"); !text.isEmpty()) {
        const auto duration = parseDuration(text);
        if (!duration)
            table.refuse("for", Text::tr("must be a duration as in \"90s\", \"5m\", \"2h\" or \"3d\""));
        rule.forDuration = duration.value_or(rule.forDuration);
    }
    table.end();
    return rule;
}

} // namespace

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
    auto rules = root.tables("alert");
    for (TomlTable &table : rules)
        runbook.m_backlog = readBacklogRule(table);
    if (rules.size() > 1)
        rules[1].refuse("kind", Text::tr("there is one backlog rule only"));
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
