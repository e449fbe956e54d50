// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/compare.h"

#include "models/base/format.h"
#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox::compare {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds clocksDiffer = std::chrono::minutes(1);

void addIf(std::vector<Change> &changes, const QString &part, const QString &name,
           const std::optional<QString> &then, const std::optional<QString> &now)
{
    if (then != now)
        changes.push_back({part, name, then, now});
}

QString stateName(NamespaceState state)
{
    switch (state) {
    case NamespaceState::Registered:
        return u"registered"_s;
    case NamespaceState::Deprecated:
        return u"deprecated"_s;
    case NamespaceState::Deleted:
        return u"deleted"_s;
    case NamespaceState::Unknown:
        break;
    }
    return u"unknown"_s;
}

/// To the second, or two that differ might read the same.
QString retention(std::optional<std::chrono::seconds> length)
{
    return length && length->count() % 3600 != 0 ? u"%1 s"_s.arg(length->count()) : formatRetention(length);
}

QString textOf(const Archival &archival)
{
    return archival.enabled ? archival.uri : u"off"_s;
}

std::optional<QString> at(const std::map<QString, QString> &texts, const QString &key)
{
    const auto found = texts.find(key);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
}

QString scheduleState(bool isPaused)
{
    return isPaused ? u"paused"_s : u"running"_s;
}

std::optional<int> pollers(const manifest::Queue &queue, TaskType type)
{
    return type == TaskType::Workflow ? queue.workflowPollers : queue.activityPollers;
}

} // namespace

Fate fate(const manifest::Run &then, const Result<RunFacts> &now)
{
    if (!now)
        return now.error().kind == ErrorKind::NotFound ? Fate::Missing : Fate::Unread;
    if (then.historyLength && now->historyLength < *then.historyLength)
        return Fate::Behind;
    if (!isOpen(now->status))
        return Fate::ClosedSince;
    if (!then.historyLength)
        return Fate::Uncompared;
    return now->historyLength > *then.historyLength ? Fate::Advanced : Fate::Intact;
}

Fate fate(const RunFacts &now, Instant listed, std::optional<Instant> newest)
{
    const Instant lastKnown = newest ? std::max(*newest, listed - clocksDiffer) : listed - clocksDiffer;
    return now.started && *now.started < lastKnown ? Fate::Reopened : Fate::New;
}

std::vector<Change> changes(const ClusterInfo &then, const ClusterInfo &now)
{
    std::vector<Change> found;
    addIf(found, u"cluster_id"_s, {}, then.id, now.id);
    addIf(found, u"cluster_name"_s, {}, then.name, now.name);
    addIf(found, u"server_version"_s, {}, then.serverVersion, now.serverVersion);
    addIf(found, u"history_shards"_s, {}, QString::number(then.historyShards),
          QString::number(now.historyShards));
    return found;
}

std::vector<Change> changes(const NamespaceConfig &then, const NamespaceConfig &now)
{
    std::vector<Change> found;
    addIf(found, u"id"_s, {}, then.info.id, now.info.id);
    addIf(found, u"state"_s, {}, stateName(then.info.state), stateName(now.info.state));
    addIf(found, u"description"_s, {}, then.info.description, now.info.description);
    addIf(found, u"owner_email"_s, {}, then.info.ownerEmail, now.info.ownerEmail);
    addIf(found, u"retention"_s, {}, retention(then.info.retention), retention(now.info.retention));
    addIf(found, u"history_archival"_s, {}, textOf(then.history), textOf(now.history));
    addIf(found, u"visibility_archival"_s, {}, textOf(then.visibility), textOf(now.visibility));
    std::map<QString, QString> keys = then.data;
    keys.insert(now.data.begin(), now.data.end());
    for (const auto &[key, value] : keys)
        addIf(found, u"data"_s, key, at(then.data, key), at(now.data, key));
    return found;
}

std::vector<Change> changes(const SearchAttributes &then, const SearchAttributes &now)
{
    std::vector<Change> found;
    for (const auto &[name, type] : then)
        addIf(found, u"search_attribute"_s, name, type, at(now, name));
    return found;
}

std::vector<Change> changes(const std::vector<Schedule> &then, const std::vector<Schedule> &now)
{
    std::map<QString, bool> paused;
    for (const Schedule &schedule : now)
        paused[schedule.id] = schedule.paused;
    std::vector<Change> found;
    for (const Schedule &schedule : then) {
        const auto one = paused.find(schedule.id);
        addIf(found, u"schedule"_s, schedule.id, scheduleState(schedule.paused),
              one == paused.end() ? std::nullopt : std::optional(scheduleState(one->second)));
    }
    return found;
}

std::vector<QueueFate> queues(const std::vector<manifest::Queue> &then,
                              const std::vector<manifest::Queue> &now)
{
    std::vector<QueueFate> fates;
    for (const manifest::Queue &queue : then) {
        const auto one = std::find_if(now.begin(), now.end(),
                                      [&](const manifest::Queue &other) { return other.name == queue.name; });
        for (const TaskType type : {TaskType::Workflow, TaskType::Activity})
            if (const int had = pollers(queue, type).value_or(0); had > 0)
                fates.push_back(
                    {queue.name, type, had, one == now.end() ? std::nullopt : pollers(*one, type)});
    }
    return fates;
}

} // namespace signalbox::compare
