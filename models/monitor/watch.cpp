// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watch.h"

#include "models/monitor/watchwork.h"

namespace signalbox {

using namespace std::chrono_literals;

namespace {
/// A held-down F5 is one.
constexpr Milliseconds refreshSpacing = 2s;
} // namespace

Watch::Watch(Client &client, const Clock &clock, const Profile &profile, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, client, clock, profile))
{
    d->m_timer.setSingleShot(true);
    connect(&d->m_timer, &QTimer::timeout, this, [this] { d->pump(); });
    // Queued: the watches it removes may be the ones whose answer led to the question.
    connect(
        &d->m_list, &NamespaceList::changed, this, [this] { d->takeNamespaces(); }, Qt::QueuedConnection);
    connect(&d->m_list, &NamespaceList::failed, this, [this](const Error &error) {
        Q_EMIT pollFailed(error);
        d->pump();
    });
    connect(&client, &Client::connectionChanged, this, [this](ConnectionState state) {
        if (state == ConnectionState::Connected)
            d->reconnected();
    });
}

Watch::~Watch() = default;

void Watch::start(const QStringList &namespaces)
{
    d->m_list.setTokenNamespaces(namespaces);
    d->m_running = true;
    if (d->m_swept)
        refresh();
    else
        d->reconnected();
}

void Watch::setThorough()
{
    d->m_thorough = true;
}

void Watch::stop()
{
    d->m_running = false;
    d->m_timer.stop();
    d->m_list.stop();
    for (auto &[name, ns] : d->m_namespaces)
        ns.stop();
}

void Watch::forget()
{
    stop();
    d->m_list.forget();
    d->m_namespaces.clear();
    d->m_names.forgetAll();
    d->m_sweep = {};
    d->m_samples.clear();
    d->m_lastAnswer.reset();
    d->m_listTaken = false;
    d->m_swept = false;
    Q_EMIT forgotten();
    Q_EMIT listed();
}

void Watch::refresh()
{
    d->m_list.polls().hasten(d->m_clock.sinceBoot(), refreshSpacing, Purpose::Operator);
    for (auto &[name, ns] : d->m_namespaces)
        ns.refresh();
    d->pump();
}

void Watch::letGo(const QString &ns)
{
    d->m_list.letGo(ns);
    d->pump();
}

void Watch::setVisibleQueues(const std::vector<QueueKey> &keys)
{
    std::set<QueueKey> changed(keys.begin(), keys.end());
    std::swap(changed, d->m_visible);
    for (const QueueKey &key : keys)
        changed.insert(key);
    std::set<QString> namespaces;
    for (const QueueKey &key : changed) {
        if (QueueWatch *watch = d->find(key))
            watch->setVisible(d->m_visible.contains(key));
        namespaces.insert(key.ns);
    }
    for (const QString &name : namespaces)
        if (const auto ns = d->m_namespaces.find(name); ns != d->m_namespaces.end())
            ns->second.setVisible(d->visibleIn(name));
    d->pump();
}

void Watch::watchByHand(const QueueKey &key)
{
    d->m_names.addByHand(key);
    d->nameQueue(key, true);
    d->pump();
}

void Watch::stopByHand(const QueueKey &key)
{
    if (d->m_names.removeByHand(key))
        d->dropQueue(key);
    else
        d->nameQueue(key, d->m_names.isNamed(key));
}

void Watch::setAlerting(const QueueKey &key, bool alerting)
{
    QueueWatch *const watch = d->find(key);
    if (!watch || watch->isAlerting() == alerting)
        return;
    watch->setAlerting(alerting);
    d->m_namespaces.at(key.ns).setPace();
}

void Watch::setRetentionWarning(const QString &ns, std::optional<std::chrono::seconds> warning)
{
    if (const auto known = d->m_namespaces.find(ns); known != d->m_namespaces.end())
        known->second.setWarning(warning);
}

const std::vector<NamespaceSample> &Watch::namespaces() const
{
    return d->m_samples;
}

const NamespaceSample *Watch::namespaceSample(const QString &name) const
{
    return d->sampleOf(name);
}

bool Watch::namespacesKnown() const
{
    return d->m_list.isKnown();
}

const std::optional<Error> &Watch::namespacesFailure() const
{
    return d->m_list.failure();
}

std::vector<QueueKey> Watch::queues() const
{
    return d->m_names.all();
}

std::vector<QueueKey> Watch::queues(const QString &ns) const
{
    return d->m_names.of(ns);
}

bool Watch::isNamed(const QueueKey &key) const
{
    return d->m_names.isNamed(key);
}

bool Watch::isByHand(const QueueKey &key) const
{
    return d->m_names.isByHand(key);
}

std::optional<QueueSample> Watch::latest(const QueueKey &key) const
{
    const QueueWatch *watch = d->find(key);
    return watch ? watch->latest() : std::nullopt;
}

std::optional<FailedLook> Watch::failure(const QueueKey &key) const
{
    const QueueWatch *watch = d->find(key);
    return watch ? watch->failure() : std::nullopt;
}

bool Watch::isSeen(const QueueKey &key) const
{
    const QueueWatch *watch = d->find(key);
    return watch && watch->isSeen();
}

std::optional<RunningCount> Watch::running(const QueueKey &key) const
{
    const QueueWatch *watch = d->find(key);
    return watch ? watch->running() : std::nullopt;
}

std::optional<RunningCount> Watch::paused(const QueueKey &key) const
{
    const QueueWatch *watch = d->find(key);
    return watch ? watch->paused() : std::nullopt;
}

std::optional<QueueWorkers> Watch::workers(const QueueKey &key) const
{
    const auto ns = d->m_namespaces.find(key.ns);
    return ns != d->m_namespaces.end() ? ns->second.workers().of(key.queue) : std::nullopt;
}

std::optional<PendingSample> Watch::pending(const QueueKey &key) const
{
    const auto ns = d->m_namespaces.find(key.ns);
    return ns != d->m_namespaces.end() ? ns->second.runs().pending().of(key.queue, d->m_clock.sinceBoot())
                                       : std::nullopt;
}

std::vector<VersionChange> Watch::versionChanges(const QueueKey &key) const
{
    const QueueWatch *watch = d->find(key);
    return watch ? watch->versionChanges() : std::vector<VersionChange>();
}

bool Watch::isSettled(const QueueKey &key) const
{
    if (key.queue.isEmpty()) {
        const auto ns = d->m_namespaces.find(key.ns);
        return ns != d->m_namespaces.end() ? ns->second.isSettled() : d->m_swept;
    }
    const QueueWatch *watch = d->find(key);
    return watch ? watch->isSettled() : d->m_swept;
}

std::vector<QueueSample> Watch::samples(const QueueKey &key, Instant from) const
{
    const QueueWatch *watch = d->find(key);
    if (!watch)
        return {};
    const Instant utc = d->m_clock.utc();
    const Milliseconds now = d->m_clock.sinceBoot();
    std::vector<QueueSample> samples = watch->samples().since(now - (utc - from));
    for (QueueSample &sample : samples) {
        sample.key = key;
        sample.time = utc - (now - sample.sinceBoot);
    }
    return samples;
}

std::optional<Instant> Watch::lastAnswer() const
{
    return d->m_lastAnswer;
}

std::optional<Milliseconds> Watch::awaySince() const
{
    const auto lost = d->m_client.lostSince();
    if (!lost)
        return {};
    return d->m_clock.sinceBoot() - std::max(d->m_clock.utc() - *lost, Milliseconds(0));
}

bool Watch::firstSweepDone() const
{
    return d->m_swept;
}

std::optional<Milliseconds> Watch::sweepInterval() const
{
    std::optional<Milliseconds> longest;
    for (const auto &[name, ns] : d->m_namespaces)
        for (const auto &[queue, watch] : ns.queues())
            if (const auto &look = watch->latest(); look && ns.watch().isReadable())
                longest = std::max(longest.value_or(look->interval), look->interval);
    return longest;
}

Watch::Progress Watch::firstSweep() const
{
    return {d->m_sweep.settled(), d->m_sweep.known()};
}

} // namespace signalbox
