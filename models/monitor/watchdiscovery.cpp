// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watchwork.h"

/// How the watch comes by the names of queues, and how it lets go of them.
namespace signalbox {

void Watch::Private::discover(const QString &ns, const QStringList &names)
{
    for (const QString &name : names) {
        QueueWatch &watch = hearOf({ns, name});
        watch.setDiscovered();
        settle({ns, name}, watch.isSettled()); // its runs need no count any more
    }
    Q_EMIT q.queuesChanged(ns);
}

/// Of a queue that is under watch from now on if it was not.
QueueWatch &Watch::Private::hearOf(const QueueKey &key)
{
    WatchedNamespace &ns = m_namespaces.at(key.ns);
    m_names.see(key, m_clock.sinceBoot());
    addQueue(ns, key);
    return *ns.queues().at(key.queue);
}

/// That somebody names it from now on, or no longer. In a namespace that nobody may read it waits.
void Watch::Private::nameQueue(const QueueKey &key, bool isNamed)
{
    const auto ns = m_namespaces.find(key.ns);
    if (ns == m_namespaces.end())
        return;
    addQueue(ns->second, key);
    ns->second.queues().at(key.queue)->setNamed(isNamed);
    Q_EMIT q.queuesChanged(key.ns);
    Q_EMIT q.queueTold(key);
}

void Watch::Private::dropQueue(const QueueKey &key)
{
    m_sweep.forget(key);
    if (const auto ns = m_namespaces.find(key.ns); ns != m_namespaces.end())
        ns->second.queues().erase(key.queue);
    Q_EMIT q.queuesChanged(key.ns);
    checkSweep();
}

void Watch::Private::takeWorkers(const QString &ns)
{
    WatchedNamespace &known = m_namespaces.at(ns);
    const std::size_t before = known.queues().size();
    for (const auto &[queue, workers] : known.workers().queues()) {
        if (!isStaffed(workers))
            continue;
        QueueWatch &watch = hearOf({ns, queue});
        watch.setSeen();
        if (doesActivities(workers))
            watch.expectActivities();
    }
    if (known.queues().size() > before)
        Q_EMIT q.queuesChanged(ns);
    for (const auto &[queue, watch] : known.queues())
        Q_EMIT q.queueTold({ns, queue});
    settle({ns, {}}, known.isSettled());
    takeUnfound(ns);
}

/// What its sources do not find has changed, or not.
void Watch::Private::takeUnfound(const QString &ns)
{
    NamespaceSample *const sample = sampleOf(ns);
    if (sample && sample->unfound != m_namespaces.at(ns).unfound()) {
        refreshSample(*sample);
        Q_EMIT q.namespaceChanged(ns);
    }
    answered();
}

/// Workers polled them once: the zeros of one that is drained are true.
void Watch::Private::takeDeployments(const QString &ns, const VersionQueues &queues)
{
    WatchedNamespace &known = m_namespaces.at(ns);
    const std::size_t before = known.queues().size();
    for (const QString &queue : queues.workflow + queues.activity)
        if (isWatchable(queue))
            hearOf({ns, queue}).setSeen();
    for (const QString &queue : queues.activity)
        if (isWatchable(queue))
            hearOf({ns, queue}).expectActivities();
    if (known.queues().size() > before)
        Q_EMIT q.queuesChanged(ns);
    answered();
}

void Watch::Private::takePending(const QString &ns, const std::set<QString> &queues)
{
    const PendingActivities &pending = m_namespaces.at(ns).runs().pending();
    std::set<QString> waiting;
    for (const QString &queue : queues)
        if (pending.of(queue, m_clock.sinceBoot()))
            waiting.insert(queue);
    expectActivities(ns, waiting);
    for (const QString &queue : queues)
        Q_EMIT q.queueTold({ns, queue});
    settleNamespace(ns);
}

void Watch::Private::expectActivities(const QString &ns, const std::set<QString> &queues)
{
    const WatchedNamespace &known = m_namespaces.at(ns);
    const std::size_t before = known.queues().size();
    for (const QString &queue : queues)
        hearOf({ns, queue}).expectActivities();
    if (known.queues().size() > before)
        Q_EMIT q.queuesChanged(ns);
    answered();
}

/// Of a queue that nothing was heard of for a day nobody wants to hear. The walk passes known names over, so
/// it is let look for that one first.
void Watch::Private::dropUnseen(const QString &ns)
{
    const Milliseconds now = m_clock.sinceBoot();
    WatchedNamespace &known = m_namespaces.at(ns);
    QStringList doubted;
    for (const QueueKey &key : m_names.unseen(ns, now, QueueNames::doubtedAfter))
        doubted << key.queue;
    known.watch().forgetQueues(doubted);
    known.standalone().forgetQueues(doubted);
    bool isDropped = false;
    for (const QueueKey &key : m_names.unseen(ns, now, QueueNames::doubtedAfter + QueueNames::doubtedFor)) {
        const QueueWatch *watch = find(key);
        if (!watch || !watch->latest() || watch->isInUse())
            continue;
        isDropped = true;
        m_names.forget(key);
        m_sweep.forget(key);
        known.queues().erase(key.queue);
    }
    if (isDropped)
        Q_EMIT q.queuesChanged(ns);
}

} // namespace signalbox
