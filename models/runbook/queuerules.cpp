// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/runbook/driftquery.h"
#include "models/runbook/driftrules.h"
#include "models/runbook/fix.h"

#include <algorithm>

namespace signalbox::driftrules {

using namespace Qt::StringLiterals;

namespace {

QString qualified(const QString &ns, const QString &name)
{
    return ns + u'.' + name;
}

bool isQualified(const QueueKey &key)
{
    return shortQueueName(key) != key.queue;
}

const SeenQueue *find(const SeenNamespace &ns, const QString &name)
{
    const auto found = std::find_if(ns.queues.begin(), ns.queues.end(),
                                    [&](const SeenQueue &queue) { return queue.name == name; });
    return found == ns.queues.end() ? nullptr : &*found;
}

/// Its qualified twin is polled, and it isn't.
bool isSplit(const SeenNamespace &ns, const SeenQueue &queue)
{
    const SeenQueue *const twin =
        isQualified({ns.name, queue.name}) ? nullptr : find(ns, qualified(ns.name, queue.name));
    return twin && twin->isPolled() == true && queue.isPolled() == false;
}

/// Calls judge(queue, drift) for each queue of the namespaces that the runbook covers, with a drift that
/// holds.
template <class Judge>
void eachQueue(const Expectations &expectations, const SeenCluster &cluster, Judge judge)
{
    for (const SeenNamespace &ns : cluster.namespaces) {
        if (!isCovered(expectations, ns))
            continue;
        for (const SeenQueue &queue : ns.queues) {
            Drift drift;
            drift.subject = {ns.name, queue.name};
            judge(ns, queue, drift);
        }
    }
}

/// What could not be seen of a namespace's queues could be anything.
void addUnfound(const Expectations &expectations, const SeenCluster &cluster, const QString &expected,
                Drifts &drifts)
{
    for (const SeenNamespace &ns : cluster.namespaces) {
        if (ns.queuesKnown || !isCovered(expectations, ns))
            continue;
        Drift drift;
        drift.subject.ns = ns.name;
        drift.state = DriftState::CannotBeKnown;
        drift.expected = expected;
        drift.reason = ns.queuesTrouble;
        drifts.push_back(drift);
    }
}

bool isInUse(const SeenCluster &cluster, const QString &name)
{
    return std::any_of(cluster.namespaces.begin(), cluster.namespaces.end(), [&](const SeenNamespace &ns) {
        return find(ns, name) || find(ns, qualified(ns.name, name));
    });
}

QString whoWaits(const SeenQueue &queue)
{
    QStringList parts;
    if (queue.running.value_or(0) > 0)
        parts << Text::tr("%1 open runs").arg(formatCount(queue.running));
    if (queue.backlog.value_or(0) > 0)
        parts << Text::tr("%1 tasks that wait").arg(formatCount(queue.backlog));
    return parts.join(u", "_s);
}

} // namespace

Drifts queueUndeclared(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    if (expectations.queues.empty())
        return drifts;
    const QString expected = Text::tr("it stands in the runbook");
    eachQueue(expectations, cluster, [&](const SeenNamespace &, const SeenQueue &, Drift drift) {
        drift.expected = drift.found = expected;
        if (!expectations.declares(drift.subject)) {
            drift.state = DriftState::Drifted;
            drift.found = Text::tr("it does not");
            drift.fix.words = Text::tr("Write a [[queue]] for it, with its owner.");
        }
        drifts.push_back(drift);
    });
    addUnfound(expectations, cluster, Text::tr("every queue stands in the runbook"), drifts);
    return drifts;
}

Drifts queueUnseen(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    const bool allKnown =
        cluster.allListed && std::all_of(cluster.namespaces.begin(), cluster.namespaces.end(),
                                         [](const auto &ns) { return ns.missing || ns.queuesKnown; });
    for (const Runbook::Queue &queue : expectations.queues) {
        Drift drift;
        drift.subject.queue = queue.name;
        drift.expected = Text::tr("somebody uses it");
        if (isInUse(cluster, queue.name)) {
            drift.found = drift.expected;
        } else if (!allKnown) {
            drift.state = DriftState::CannotBeKnown;
            drift.reason = Text::tr("the queues of some namespaces are not known");
        } else {
            drift.state = DriftState::Drifted;
            drift.found = Text::tr("no run, no worker and no profile tells of it, anywhere");
            drift.fix.words = Text::tr("Start its workers, or take it out of the runbook.");
        }
        drifts.push_back(drift);
    }
    return drifts;
}

Drifts queueUnpolled(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    eachQueue(expectations, cluster, [&](const SeenNamespace &ns, const SeenQueue &queue, Drift drift) {
        // One whose workers poll under another name is told by that.
        if (!expectations.declares(drift.subject) || isSplit(ns, queue))
            return;
        drift.expected = Text::tr("somebody polls it");
        const auto polled = queue.isPolled();
        if (!polled) {
            drift.state = DriftState::CannotBeKnown;
            drift.reason = queue.trouble;
        } else if (*polled) {
            drift.found = drift.expected;
        } else {
            drift.state = DriftState::Drifted;
            drift.found = Text::tr("nobody polls it");
            drift.since = queue.lastPoll;
            drift.fix.words = Text::tr("Start its workers.");
        }
        drifts.push_back(drift);
    });
    return drifts;
}

Drifts queueUnqualified(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    if (!expectations.queuesQualified)
        return drifts;
    eachQueue(expectations, cluster, [&](const SeenNamespace &ns, const SeenQueue &queue, Drift drift) {
        drift.expected = drift.found = queue.name;
        if (!isQualified(drift.subject)) {
            const auto foreign = std::find_if(cluster.namespaces.begin(), cluster.namespaces.end(),
                                              [&](const SeenNamespace &other) {
                                                  return isQualified({other.name, queue.name});
                                              });
            const bool isForeign = foreign != cluster.namespaces.end();
            const QString bare = isForeign ? shortQueueName({foreign->name, queue.name}) : queue.name;
            drift.state = DriftState::Drifted;
            drift.expected = qualified(ns.name, bare);
            drift.fix.words = isForeign
                                  ? Text::tr("It has another namespace's name in front: have workers and "
                                             "starters name this one.")
                                  : Text::tr("Have workers and starters use the name with the namespace.");
        }
        drifts.push_back(drift);
    });
    addUnfound(expectations, cluster, Text::tr("every queue is called <namespace>.<queue>"), drifts);
    return drifts;
}

/// Started on the bare name, as the team's own demo command does, while the workers listen on the other.
Drifts queueSplit(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    if (!expectations.queuesQualified)
        return drifts;
    eachQueue(expectations, cluster, [&](const SeenNamespace &ns, const SeenQueue &queue, Drift drift) {
        const QString name = qualified(ns.name, queue.name);
        if (isQualified(drift.subject) || !find(ns, name))
            return;
        drift.expected = Text::tr("nothing waits on %1, as workers poll %2").arg(queue.name, name);
        const QString waits = whoWaits(queue);
        if (isSplit(ns, queue) && !waits.isEmpty()) {
            drift.state = DriftState::Drifted;
            drift.found = waits;
            drift.fix = fix::look(ns.name, openOn(queue.name),
                                  Text::tr("Nobody will take them there: start them anew on %1.").arg(name));
        } else if (!queue.isPolled() || !find(ns, name)->isPolled()) {
            drift.state = DriftState::CannotBeKnown;
            drift.reason = Text::tr("who polls the two is not known");
        } else {
            drift.found = waits.isEmpty() ? Text::tr("nothing") : waits;
        }
        drifts.push_back(drift);
    });
    return drifts;
}

} // namespace signalbox::driftrules
