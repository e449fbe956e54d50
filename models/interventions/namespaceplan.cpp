// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/namespaceplan.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

using Kind = PlanLine::Kind;

constexpr qsizetype longestValue = 200;

QString quoted(const QString &text)
{
    return u'“' + displayText(text, longestValue) + u'”';
}

QString archivalText(const Archival &archival)
{
    if (archival.enabled)
        return Text::tr("on, to %1")
            .arg(archival.uri.isEmpty() ? Text::tr("no address") : displayText(archival.uri, longestValue));
    return archival.uri.isEmpty() ? Text::tr("off")
                                  : Text::tr("off, set to %1").arg(displayText(archival.uri, longestValue));
}

QString archivalText(const NamespaceConfig &config)
{
    if (config.history == config.visibility)
        return archivalText(config.history);
    return Text::tr("history: %1; visibility: %2")
        .arg(archivalText(config.history), archivalText(config.visibility));
}

/// As `temporal` takes it.
QString durationOption(std::chrono::seconds time)
{
    const qint64 seconds = time.count();
    return seconds % 3600 == 0 ? u"%1h"_s.arg(seconds / 3600) : u"%1s"_s.arg(seconds);
}

QString attributeName(const QString &name)
{
    return Text::tr("search attribute %1").arg(displayText(name, longestValue));
}

/// Of what is there: the same, or changed from what it was to what it is to be.
PlanLine held(const QString &field, const QString &before, const QString &after, bool isSame)
{
    if (isSame)
        return {Kind::Same, field, {}, after};
    return {before.isEmpty() ? Kind::Add : Kind::Change, field, before, after};
}

/// An address that was set once is refused another ("Cannot update existing archival URI", 1.32.1), also
/// while it is off.
bool isElsewhere(const NamespaceConfig &config, const QString &uri)
{
    const std::array both{config.history.uri, config.visibility.uri};
    return std::any_of(both.begin(), both.end(),
                       [&uri](const QString &set) { return !set.isEmpty() && set != uri; });
}

PlanLine archivalLine(const Archival &wanted, const NamespaceConfig &config)
{
    const QString field = Text::tr("archival");
    const QString before = archivalText(config);
    const QString after = archivalText(wanted);
    const auto isAsWanted = [&wanted](const Archival &now) {
        return now.enabled == wanted.enabled && (!wanted.enabled || now.uri == wanted.uri);
    };
    if (isAsWanted(config.history) && isAsWanted(config.visibility))
        return {Kind::Same, field, {}, before};
    if (wanted.enabled && isElsewhere(config, wanted.uri))
        return {Kind::Impossible, field, before, after,
                Text::tr("an address that was set once stays for good; another one needs another namespace")};
    return {Kind::Change, field, before, after};
}

void addAttributes(NamespacePlan &plan, const NamespaceWish &wish, const SeenConfig &seen)
{
    for (const auto &[name, type] : wish.searchAttributes) {
        PlanLine line{Kind::Add, attributeName(name), {}, displayText(type)};
        if (!plan.makes && !seen.attributes) {
            line.kind = Kind::Unknown;
            line.reason = seen.attributesTrouble;
        } else if (!plan.makes) {
            const auto there = seen.attributes->find(name);
            if (there != seen.attributes->end() && there->second == type) {
                line.kind = Kind::Same;
            } else if (there != seen.attributes->end()) {
                line.kind = Kind::Impossible;
                line.before = displayText(there->second);
                line.reason = Text::tr("an attribute keeps its type");
            }
        }
        if (line.kind == Kind::Add)
            plan.add[name] = type;
        plan.lines.push_back(line);
    }
}

NamespacePlan making(const NamespaceWish &wish, const SeenConfig &seen)
{
    NamespacePlan plan;
    plan.makes = true;
    if (!seen.removed.isEmpty())
        plan.obstacle =
            Text::tr("A namespace of this name was deleted and what was in it is still being removed, "
                     "as %1. Wait until it is gone.")
                .arg(displayText(seen.removed.front(), longestValue));
    plan.change.retention = wish.retention;
    plan.change.description = wish.description;
    plan.change.ownerEmail = wish.ownerEmail;
    plan.change.archival = wish.archival;
    const auto add = [&plan](const QString &field, const QString &value) {
        plan.lines.push_back({Kind::Add, field, {}, value});
    };
    add(Text::tr("namespace"), displayText(seen.config.info.name, longestValue));
    add(Text::tr("retention"), formatRetention(wish.retention));
    if (!wish.description.isEmpty())
        add(Text::tr("description"), quoted(wish.description));
    if (!wish.ownerEmail.isEmpty())
        add(Text::tr("owner"), quoted(wish.ownerEmail));
    if (wish.archival)
        add(Text::tr("archival"), archivalText(*wish.archival));
    addAttributes(plan, wish, seen);
    return plan;
}

/// A namespace that somebody described keeps its words: they are its owner's.
void addTexts(NamespacePlan &plan, const NamespaceWish &wish, const NamespaceInfo &now)
{
    if (!wish.description.isEmpty()) {
        plan.lines.push_back(held(Text::tr("description"), {},
                                  quoted(now.description.isEmpty() ? wish.description : now.description),
                                  !now.description.isEmpty()));
        if (now.description.isEmpty())
            plan.change.description = wish.description;
    }
    if (!wish.ownerEmail.isEmpty()) {
        const bool isSame = now.ownerEmail == wish.ownerEmail;
        plan.lines.push_back(held(Text::tr("owner"),
                                  now.ownerEmail.isEmpty() ? QString() : quoted(now.ownerEmail),
                                  quoted(wish.ownerEmail), isSame));
        if (!isSame)
            plan.change.ownerEmail = wish.ownerEmail;
    }
}

void addState(NamespacePlan &plan, const NamespaceInfo &now)
{
    if (now.state == NamespaceState::Deleted)
        plan.obstacle = Text::tr("The namespace is being deleted. Wait until it is gone.");
    if (now.state == NamespaceState::Deprecated)
        plan.lines.push_back({Kind::Impossible, Text::tr("state"), Text::tr("deprecated"),
                              Text::tr("registered"),
                              Text::tr("a deprecated namespace can only be deleted")});
}

} // namespace

int NamespacePlan::count(PlanLine::Kind kind) const
{
    return static_cast<int>(std::count_if(lines.begin(), lines.end(),
                                          [kind](const PlanLine &line) { return line.kind == kind; }));
}

NamespacePlan planOf(const NamespaceWish &wish, const SeenConfig &seen)
{
    if (seen.isMissing)
        return making(wish, seen);
    NamespacePlan plan;
    const NamespaceConfig &config = seen.config;
    addState(plan, config.info);
    if (wish.retention) {
        const bool isSame = config.info.retention == wish.retention;
        plan.lines.push_back(held(Text::tr("retention"), formatRetention(config.info.retention),
                                  formatRetention(wish.retention), isSame));
        if (!isSame)
            plan.change.retention = wish.retention;
    }
    addTexts(plan, wish, config.info);
    if (wish.archival) {
        plan.lines.push_back(archivalLine(*wish.archival, config));
        if (plan.lines.back().kind == Kind::Change)
            plan.change.archival = wish.archival;
    }
    addAttributes(plan, wish, seen);
    return plan;
}

QString planSymbol(PlanLine::Kind kind)
{
    switch (kind) {
    case Kind::Add:
        return u"+"_s;
    case Kind::Change:
        return u"~"_s;
    case Kind::Impossible:
        return u"!"_s;
    case Kind::Unknown:
        return u"?"_s;
    case Kind::Same:
        break;
    }
    return u"="_s;
}

QString planWord(PlanLine::Kind kind)
{
    switch (kind) {
    case Kind::Add:
        return u"add"_s;
    case Kind::Change:
        return u"change"_s;
    case Kind::Impossible:
        return u"impossible"_s;
    case Kind::Unknown:
        return u"unknown"_s;
    case Kind::Same:
        break;
    }
    return u"same"_s;
}

QString planChange(const PlanLine &line)
{
    return line.before.isEmpty() ? line.after : u"%1 → %2"_s.arg(line.before, line.after);
}

QString planValue(const PlanLine &line)
{
    const QString value = planChange(line);
    return line.reason.isEmpty() ? value : u"%1 (%2)"_s.arg(value, line.reason);
}

QString planTotals(const NamespacePlan &plan)
{
    if (!plan.obstacle.isEmpty())
        return plan.obstacle;
    QStringList parts;
    const auto add = [&](Kind kind, const QString &words) {
        if (const int count = plan.count(kind); count > 0)
            parts << words.arg(count);
    };
    add(Kind::Add, Text::tr("%1 to add"));
    add(Kind::Change, Text::tr("%1 to change"));
    add(Kind::Impossible, Text::tr("%1 impossible"));
    add(Kind::Unknown, Text::tr("%1 not known"));
    return parts.isEmpty() ? Text::tr("nothing to do: it is as it is to be") : parts.join(u", "_s);
}

int planExitCode(const NamespacePlan &plan)
{
    if (plan.count(Kind::Add) + plan.count(Kind::Change) + plan.count(Kind::Impossible) > 0)
        return 1;
    return plan.count(Kind::Unknown) > 0 ? 3 : 0;
}

QStringList planCommands(const QString &ns, const NamespacePlan &plan)
{
    QStringList commands;
    const NamespaceChange &change = plan.change;
    if (plan.changes()) {
        QString line = plan.makes ? u"temporal operator namespace create --namespace "_s
                                  : u"temporal operator namespace update --namespace "_s;
        line += shellQuoted(ns);
        if (change.retention)
            line += u" --retention "_s + durationOption(*change.retention);
        if (!change.description.isEmpty())
            line += u" --description "_s + shellQuoted(change.description);
        if (!change.ownerEmail.isEmpty())
            line += u" --email "_s + shellQuoted(change.ownerEmail);
        if (change.archival && change.archival->enabled)
            line += u" --history-archival-state enabled --history-uri %1"
                    " --visibility-archival-state enabled --visibility-uri %1"_s.arg(
                        shellQuoted(change.archival->uri));
        else if (change.archival)
            line += u" --history-archival-state disabled --visibility-archival-state disabled"_s;
        commands << line;
    }
    for (const auto &[name, type] : plan.add)
        commands << u"temporal operator search-attribute create --namespace %1 --name %2 --type %3"_s.arg(
            shellQuoted(ns), shellQuoted(name), shellQuoted(type));
    return commands;
}

} // namespace signalbox
