// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/targetfacts.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/interventions/namespaceplan.h"
#include "models/profile/profile.h"
#include "models/workflows/executiontext.h"
#include "ui/widgets/environmentword.h"
#include "ui/widgets/planfacts.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const QString unknown = u"–"_s;

QString ago(std::optional<Instant> then, Instant now)
{
    return then ? Text::tr("%1 ago").arg(formatDuration(std::max(now - *then, Milliseconds(0)))) : QString();
}

QString orUnknown(const QString &text)
{
    return text.isEmpty() ? unknown : text;
}

void addActivity(std::vector<Fact> &facts, const QString &activityId, const PendingActivity *activity,
                 Instant now)
{
    facts.push_back({u"activity"_s, Text::tr("activity"), activityId, true,
                     activity ? orUnknown(activity->type) : unknown, false});
    Fact state{u"activityState"_s, Text::tr("state"), unknown, false, {}, false};
    Fact worker{u"worker"_s, Text::tr("worker"), unknown, true, {}, false};
    if (activity) {
        const QString attempt = Text::tr("attempt %1").arg(activity->attempt);
        state.value = activityStateName(activity->state) + u", "_s + attempt;
        state.aside =
            activity->state == ActivityState::Started ? ago(activity->lastStartedTime, now) : QString();
        worker.value = orUnknown(activity->lastWorker);
    }
    facts.push_back(state);
    facts.push_back(worker);
}

QString archiveText(const NamespaceConfig &config)
{
    const auto one = [](const Archival &archival) {
        if (archival.uri.isEmpty())
            return archival.enabled ? Text::tr("on") : Text::tr("off");
        return (archival.enabled ? Text::tr("to %1") : Text::tr("off, set to %1")).arg(archival.uri);
    };
    return config.history == config.visibility
               ? one(config.history)
               : Text::tr("history %1; visibility %2").arg(one(config.history), one(config.visibility));
}

QString attributesText(const SeenConfig &seen)
{
    if (!seen.attributes)
        return seen.attributesTrouble;
    QStringList parts;
    for (const auto &[name, type] : *seen.attributes)
        parts << u"%1 (%2)"_s.arg(name, type);
    return parts.isEmpty() ? Text::tr("none") : parts.join(u", "_s);
}

QString dataText(const std::map<QString, QString> &data)
{
    QStringList parts;
    for (const auto &[key, value] : data)
        parts << u"%1=%2"_s.arg(key, value);
    return parts.isEmpty() ? Text::tr("none") : parts.join(u", "_s);
}

void addNamespace(std::vector<Fact> &facts, const InterventionTarget &target, const SeenConfig *seen)
{
    const auto add = [&facts](const QString &name, const QString &label, const QString &value) {
        facts.push_back({name, label, orUnknown(value), false, {}, false});
    };
    const NamespaceInfo info = seen ? seen->config.info : NamespaceInfo();
    const NamespaceParts parts = kindOf(target.act).parts();
    add(u"retention"_s, Text::tr("retention"), formatRetention(info.retention));
    add(u"description"_s, Text::tr("description"), info.description);
    add(u"owner"_s, Text::tr("owner"), info.ownerEmail);
    add(u"archive"_s, Text::tr("archive"), seen ? archiveText(seen->config) : QString());
    if (target.act == InterventionTarget::Act::ChangeNamespaceData)
        add(u"data"_s, Text::tr("data"), seen ? dataText(seen->config.data) : QString());
    if (parts.attributes)
        add(u"attributes"_s, Text::tr("search attributes"), seen ? attributesText(*seen) : QString());
    if (parts.schedules)
        add(u"openRuns"_s, Text::tr("running runs"), formatCount(seen ? seen->openRuns : std::nullopt));
    add(u"closedRuns"_s, Text::tr("closed runs"), formatCount(seen ? seen->closedRuns : std::nullopt));
    if (parts.schedules)
        add(u"schedules"_s, Text::tr("schedules"), formatCount(seen ? seen->schedules : std::nullopt));
}

void addRun(std::vector<Fact> &facts, const InterventionTarget &target, const ExecutionDescription *seen,
            Instant now)
{
    const LeverKind &kind = kindOf(target.act);
    const std::optional<Instant> started = seen ? seen->execution.startTime : std::nullopt;
    facts.insert(
        facts.end(),
        {
            {u"workflow"_s, Text::tr("workflow"), target.workflowId, true, {}, false},
            {u"run"_s, Text::tr("run"), target.runId, true, Text::tr("this run only"), false},
            {u"type"_s, Text::tr("type"), seen ? seen->execution.type : unknown, false, {}, false},
            {u"started"_s, Text::tr("started"), formatDateTime(started), false, ago(started, now), false},
        });
    if (kind.bringsBack()) {
        const std::optional<Instant> at = seen ? seen->execution.closeTime : std::nullopt;
        const QString closed =
            seen ? statusName(seen->execution.status) + u", "_s + formatDateTime(at) : unknown;
        facts.push_back({u"closed"_s, Text::tr("closed"), closed, false, ago(at, now), false});
    }
    if (kind.takesResult())
        addActivity(facts, target.activityId, seen ? findActivity(*seen, target.activityId) : nullptr, now);
}

} // namespace

std::vector<Fact> targetFacts(const InterventionTarget &target, const Profile &profile, const Seen *seen,
                              Instant now)
{
    std::vector<Fact> facts{
        {u"environment"_s,
         Text::tr("environment"),
         environmentWord(profile.environment).toLower(),
         false,
         {},
         false},
        {u"cluster"_s, Text::tr("cluster"), profile.name, false, profile.address, false},
        {u"namespace"_s, Text::tr("namespace"), target.ns, true, {}, false},
    };
    if (target.act == InterventionTarget::Act::SetUpNamespace) {
        const auto plan =
            seen ? planFacts(planOf(target.wish, std::get<SeenConfig>(*seen))) : std::vector<Fact>();
        facts.insert(facts.end(), plan.begin(), plan.end());
    } else if (target.isNamespace())
        addNamespace(facts, target, seen ? &std::get<SeenConfig>(*seen) : nullptr);
    else
        addRun(facts, target, seen ? &std::get<SeenRun>(*seen).run : nullptr, now);
    return facts;
}

} // namespace signalbox
