// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watchwork.h"

#include "models/monitor/watchtext.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// A refused or unknown namespace may be gone: the list knows, and is asked for that no more often.
constexpr Milliseconds listSpacing = 10s;
/// Questions that become due within this long of each other go out together, so that the processor may sleep:
/// as the board opens, while somebody looks, while nobody does.
constexpr Milliseconds openingSleep = 50ms;
constexpr Milliseconds watchedSleep = 250ms;
constexpr Milliseconds unwatchedSleep = 2s;
/// Timers stop in suspend, the time by which questions are due does not: this late at most it is noticed.
constexpr Milliseconds longestSleep = 2s;

/// A burst that looks at a board of 200 queues as it opens, both types of each. A cold look makes the server
/// load partitions, so few are under way at once.
constexpr CallBudget lookBudget(20, 400);
constexpr int looksInFlight = 8;
/// Visibility allows 10 calls a second and namespace to everybody (1.32.1).
constexpr CallBudget backgroundBudget(10);
constexpr int backgroundInFlight = 32;

QStringList namespacesOf(const std::vector<QueueKey> &queues)
{
    QStringList names;
    for (const QueueKey &key : queues)
        names << key.ns;
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace

Watch::Private::Private(Watch &watch, Client &temporal, const Clock &time, const Profile &profile)
    : q(watch)
    , m_client(temporal)
    , m_clock(time)
    , m_names(profile.queues)
    , m_list(temporal, time, namespacesOf(profile.queues))
    , m_schedules{{lookBudget, {3, 1}, looksInFlight}, {backgroundBudget, {6, 2, 1, 1}, backgroundInFlight}}
{
}

/// While the connection is lost only the list is asked, as a probe: the rest would pile up in the client.
void Watch::Private::pump()
{
    if (!m_running)
        return;
    const Milliseconds now = m_clock.sinceBoot();
    if (m_list.polls().isDue(now))
        m_list.ask();
    m_list.run();
    if (m_client.connection() != ConnectionState::Lost) {
        m_schedules.background.run(now);
        m_schedules.looks.run(now);
    }
    sleep(now);
}

/// Until the next question is due; answers wake the watch on their own.
void Watch::Private::sleep(Milliseconds now)
{
    std::optional<Milliseconds> wake;
    const auto consider = [&wake](std::optional<Milliseconds> at) {
        if (at)
            wake = std::min(wake.value_or(*at), *at);
    };
    if (!m_list.polls().isAsking())
        consider(m_list.polls().due());
    consider(m_list.wakesAt(now));
    if (m_client.connection() != ConnectionState::Lost) {
        consider(m_schedules.background.wakesAt(now));
        consider(m_schedules.looks.wakesAt(now));
    }
    const Milliseconds shortest = !m_swept ? openingSleep : m_visible.empty() ? unwatchedSleep : watchedSleep;
    if (wake)
        m_timer.start(std::clamp(*wake - now, shortest, longestSleep));
    else
        m_timer.stop();
}

void Watch::Private::takeNamespaces()
{
    // Told before what it tells was forgotten.
    if (!m_list.polls().isSettled())
        return;
    const std::vector<NamespaceSample> before = std::exchange(m_samples, m_list.samples());
    const bool isFirst = !std::exchange(m_listTaken, true);
    dropOthers();
    for (NamespaceSample &sample : m_samples) {
        if (sample.readable)
            addNamespace(sample);
        else if (const auto known = m_namespaces.find(sample.info.name); known != m_namespaces.end())
            setReadable(known->second, false);
        refreshSample(sample);
    }
    if (isFirst || before != m_samples)
        Q_EMIT q.listed();
    if (m_list.isKnown())
        answered();
    else
        checkSweep();
    pump();
}

/// A namespace that may no longer be read, or came back as another with the same name, takes its queues with
/// it. One that is gone leaves what was seen of them.
void Watch::Private::dropOthers()
{
    for (auto it = m_namespaces.begin(); it != m_namespaces.end();) {
        const NamespaceSample *sample = sampleOf(it->first);
        const bool isSame =
            sample && (sample->readable || sample->gone) && sample->info.id == it->second.watch().info().id;
        if (isSame) {
            ++it;
            continue;
        }
        m_names.forgetNamespace(it->first);
        m_sweep.forget(it->first);
        it = m_namespaces.erase(it);
    }
}

void Watch::Private::addNamespace(const NamespaceSample &sample)
{
    const QString &name = sample.info.name;
    const auto [place, isNew] =
        m_namespaces.try_emplace(name, m_client, m_clock, sample.info, m_schedules.background, m_thorough);
    WatchedNamespace &ns = place->second;
    if (!isNew) {
        ns.watch().setInfo(sample.info);
        setReadable(ns, true);
        return;
    }
    listenTo(ns);
    m_sweep.add({name, {}});
    ns.setVisible(visibleIn(name));
    ns.setReadable(true);
    for (const QueueKey &key : m_names.of(name))
        addQueue(ns, key);
}

void Watch::Private::listenTo(WatchedNamespace &ns)
{
    NamespaceWatch *const watch = &ns.watch();
    const QString name = watch->info().name;
    connect(watch, &NamespaceWatch::discovered, &q,
            [this, name](const QStringList &names) { discover(name, names); });
    connect(watch, &NamespaceWatch::progressed, &q, [this, name] { takeProgress(name); });
    connect(watch, &NamespaceWatch::failed, &q, [this, name](const Error &error) {
        settle({name, {}}, m_namespaces.at(name).isSettled());
        if (error.kind == ErrorKind::Throttled)
            m_schedules.background.refused(m_clock.sinceBoot());
        takeFailure(name, error);
    });
    connect(&ns.workers(), &WorkerWatch::listed, &q, [this, name] { takeWorkers(name); });
    connect(&ns.workers(), &WorkerWatch::failed, &q, [this, name](const Error &error) {
        settle({name, {}}, m_namespaces.at(name).isSettled());
        takeTrouble(error);
    });
    connect(&ns.runs(), &RunSampler::sampled, &q,
            [this, name](const std::set<QString> &queues) { takePending(name, queues); });
    connect(&ns.runs(), &RunSampler::failed, &q, [this, name](const Error &error) {
        settle({name, {}}, m_namespaces.at(name).isSettled());
        takeTrouble(error);
    });
    connect(&ns.standalone(), &StandaloneWatch::discovered, &q, [this, name](const QStringList &names) {
        expectActivities(name, {names.begin(), names.end()});
    });
    connect(&ns.standalone(), &StandaloneWatch::walked, &q, [this, name] { settleNamespace(name); });
    connect(&ns.deployments(), &DeploymentWatch::discovered, &q,
            [this, name](const VersionQueues &queues) { takeDeployments(name, queues); });
    connect(&ns.deployments(), &DeploymentWatch::refused, &q, [this, name] { takeUnfound(name); });
    connect(&ns.deployments(), &DeploymentWatch::failed, &q,
            [this](const Error &error) { takeTrouble(error); });
    connect(&ns.closes(), &CloseWatch::told, &q, [this, name] { takeCounts(name); });
    connect(&ns.closes(), &CloseWatch::failed, &q, [this](const Error &error) { takeTrouble(error); });
    connect(&ns.problems(), &ProblemWatch::told, &q, [this, name] { takeProblems(name); });
    connect(&ns.problems(), &ProblemWatch::failed, &q, [this, name](const Error &error) {
        settle({name, {}}, m_namespaces.at(name).isSettled());
        takeTrouble(error);
    });
    connect(&ns.archival(), &ArchivalWatch::told, &q, [this, name] { takeProblems(name); });
    connect(&ns.archival(), &ArchivalWatch::failed, &q, [this, name](const Error &error) {
        settle({name, {}}, m_namespaces.at(name).isSettled());
        takeTrouble(error);
    });
    connect(&ns.expiring(), &ClosedCount::told, &q, [this, name] { takeProblems(name); });
    connect(&ns.expiring(), &ClosedCount::failed, &q, [this, name](const Error &error) {
        settle({name, {}}, m_namespaces.at(name).isSettled());
        takeTrouble(error);
    });
    connect(&ns.standalone(), &StandaloneWatch::failed, &q, [this, name](const Error &error) {
        settle({name, {}}, m_namespaces.at(name).isSettled());
        takeTrouble(error);
    });
}

void Watch::Private::addQueue(WatchedNamespace &ns, const QueueKey &key)
{
    auto &slot = ns.queues()[key.queue];
    if (slot)
        return;
    slot =
        std::make_unique<QueueWatch>(m_client, m_clock, key, m_names.isNamed(key), m_schedules, ns.watch());
    QueueWatch *const watch = slot.get();
    connect(watch, &QueueWatch::sampled, &q,
            [this, key](const QueueSample &sample) { takeSample(key, sample); });
    connect(watch, &QueueWatch::counted, &q, [this, key, watch] {
        settle(key, watch->isSettled());
        Q_EMIT q.queueCounted(key);
        answered();
    });
    connect(watch, &QueueWatch::failed, &q, [this, key, watch](const Error &error) {
        settle(key, watch->isSettled());
        if (error.kind == ErrorKind::Throttled)
            m_schedules.looks.refused(m_clock.sinceBoot());
        Q_EMIT q.queueFailed(key);
        takeFailure(key.ns, error);
    });
    m_sweep.add(key);
    watch->setVisible(m_visible.contains(key));
    watch->setReadable(ns.watch().isReadable());
}

void Watch::Private::setReadable(WatchedNamespace &ns, bool readable)
{
    if (!readable)
        m_sweep.forget(ns.watch().info().name);
    ns.setReadable(readable);
}

void Watch::Private::takeProgress(const QString &ns)
{
    WatchedNamespace &known = m_namespaces.at(ns);
    known.setPace();
    settle({ns, {}}, known.isSettled());
    dropUnseen(ns);
    if (NamespaceSample *sample = sampleOf(ns))
        refreshSample(*sample);
    Q_EMIT q.namespaceChanged(ns);
    answered();
}

void Watch::Private::takeCounts(const QString &ns)
{
    if (NamespaceSample *sample = sampleOf(ns))
        refreshSample(*sample);
    Q_EMIT q.namespaceChanged(ns);
    answered();
}

void Watch::Private::takeProblems(const QString &ns)
{
    settle({ns, {}}, m_namespaces.at(ns).isSettled());
    takeCounts(ns);
}

void Watch::Private::takeSample(const QueueKey &key, const QueueSample &sample)
{
    const QueueWatch &watch = *find(key);
    if (watch.isInUse())
        m_names.see(key, m_clock.sinceBoot());
    Q_EMIT q.queueSampled(sample); // who hears it says whether it is alerting
    settle(key, watch.isSettled());
    answered();
}

void Watch::Private::refreshSample(NamespaceSample &sample) const
{
    const auto known = m_namespaces.find(sample.info.name);
    if (!sample.readable || known == m_namespaces.end())
        return;
    const auto &running = known->second.watch().running();
    sample.running = running ? std::optional(running->count) : std::nullopt;
    sample.paused = known->second.watch().paused();
    sample.closes = known->second.closes().latest();
    sample.problems = known->second.problemCount();
    sample.histories = known->second.histories();
    sample.archival = known->second.archival().latest();
    sample.expiring = known->second.expiry();
    sample.time = running ? std::optional(running->time) : std::nullopt;
    sample.sinceBoot = running ? running->sinceBoot : Milliseconds(0);
    sample.error = known->second.watch().trouble();
    sample.limits = known->second.watch().limits();
    sample.unfound = known->second.unfound();
}

void Watch::Private::answered()
{
    m_lastAnswer = m_clock.utc();
    checkSweep();
    pump();
}

/// Of what tells more of a namespace than its row needs.
void Watch::Private::takeTrouble(const Error &error)
{
    if (error.kind == ErrorKind::Throttled)
        m_schedules.background.refused(m_clock.sinceBoot());
    Q_EMIT q.pollFailed(error);
    checkSweep();
    pump();
}

/// A namespace that is not found any more is not asked again until the list has it. A refusal may be a lost
/// role: the list tells.
void Watch::Private::takeFailure(const QString &ns, const Error &error)
{
    NamespaceSample *const sample = sampleOf(ns);
    if (sample && error.kind == ErrorKind::NotFound) {
        sample->readable = false;
        sample->gone = true;
        sample->error = watchtext::isGone();
        setReadable(m_namespaces.at(ns), false);
    } else if (sample) {
        refreshSample(*sample);
    }
    if (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Denied)
        m_list.polls().hasten(m_clock.sinceBoot(), listSpacing);
    Q_EMIT q.namespaceChanged(ns);
    Q_EMIT q.pollFailed(error);
    checkSweep();
    pump();
}

void Watch::Private::reconnected()
{
    m_list.polls().retryNow(m_clock.sinceBoot());
    for (auto &[name, ns] : m_namespaces)
        ns.retryNow();
    pump();
}

void Watch::Private::settle(const QueueKey &key, bool isSettled)
{
    if (isSettled && m_sweep.settle(key) && key.queue.isEmpty())
        Q_EMIT q.namespaceChanged(key.ns);
}

void Watch::Private::settleNamespace(const QString &ns)
{
    settle({ns, {}}, m_namespaces.at(ns).isSettled());
    answered();
}

void Watch::Private::checkSweep()
{
    if (m_swept || !m_listTaken || !m_sweep.isDone())
        return;
    m_swept = true;
    Q_EMIT q.firstSweepFinished();
}

std::set<QString> Watch::Private::visibleIn(const QString &ns) const
{
    std::set<QString> rows;
    for (auto row = m_visible.lower_bound({ns, {}}); row != m_visible.end() && row->ns == ns; ++row)
        rows.insert(row->queue);
    return rows;
}

NamespaceSample *Watch::Private::sampleOf(const QString &ns)
{
    const auto isBefore = [](const NamespaceSample &sample, const QString &text) {
        return sample.info.name < text;
    };
    const auto found = std::lower_bound(m_samples.begin(), m_samples.end(), ns, isBefore);
    return found != m_samples.end() && found->info.name == ns ? &*found : nullptr;
}

QueueWatch *Watch::Private::find(const QueueKey &key) const
{
    const auto ns = m_namespaces.find(key.ns);
    if (ns == m_namespaces.end())
        return nullptr;
    const auto found = ns->second.queues().find(key.queue);
    return found != ns->second.queues().end() ? found->second.get() : nullptr;
}

} // namespace signalbox
