// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watch.h"

#include "models/monitor/namespacelist.h"
#include "models/monitor/namespacewatch.h"
#include "models/monitor/queuewatch.h"
#include "models/monitor/watchpace.h"
#include "models/monitor/watchtext.h"

#include <QTimer>

#include <algorithm>
#include <map>
#include <set>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// Questions become due on their own; this is how soon that is noticed.
constexpr auto heartbeat = 250ms;
/// A refused or unknown namespace may be gone: the list knows, and is asked for that no more often.
constexpr Milliseconds listSpacing = 10s;
/// A held-down F5 is one.
constexpr Milliseconds refreshSpacing = 2s;

QStringList namespacesOf(const std::vector<QueueKey> &queues)
{
    QStringList names;
    for (const QueueKey &key : queues)
        if (!names.contains(key.ns))
            names << key.ns;
    return names;
}

} // namespace

class Watch::Private
{
public:
    Private(Watch &watch, Client &temporal, const Clock &time, const Profile &profile)
        : q(watch)
        , client(temporal)
        , clock(time)
        , configured(profile.queues.begin(), profile.queues.end())
        , list(temporal, time, namespacesOf(profile.queues))
    {
    }

    void pump();
    void takeNamespaces();
    void syncWatches();
    void refreshSamples();
    void addNamespace(const NamespaceInfo &info);
    void addQueue(const QueueKey &key, bool isConfigured);
    void discover(const QString &ns, const QStringList &names);
    void answered();
    void takeFailure(const QString &ns, const Error &error);
    void reconnected();
    void checkSweep();
    [[nodiscard]] bool isSweepDone() const;
    [[nodiscard]] bool isVisible(const QString &ns) const;
    [[nodiscard]] bool isReadable(const QString &ns) const;
    [[nodiscard]] const QueueWatch *find(const QueueKey &key) const;

    Watch &q;
    Client &client;
    const Clock &clock;
    const std::set<QueueKey> configured;
    NamespaceList list;
    std::map<QString, std::unique_ptr<NamespaceWatch>> namespaces;
    std::map<QueueKey, std::unique_ptr<QueueWatch>> queues;
    WatchPace pace;
    QTimer timer;
    std::vector<NamespaceSample> samples;
    std::set<QueueKey> visible;
    std::optional<Instant> lastAnswer;
    bool listTaken = false;
    bool swept = false;
};

/// While the connection is lost only the list is asked, as a probe: the rest would pile up in the client.
void Watch::Private::pump()
{
    if (!timer.isActive())
        return;
    const Milliseconds now = clock.sinceBoot();
    if (list.polls().isDue(now))
        list.ask();
    if (client.connection() == ConnectionState::Lost)
        return;
    std::vector<NamespaceWatch *> readable;
    for (const auto &[name, watch] : namespaces)
        if (isReadable(name))
            readable.push_back(watch.get());
    pace.askNamespaces(readable, now);
    std::vector<QueueWatch *> known;
    for (const auto &[key, watch] : queues)
        if (isReadable(key.ns))
            known.push_back(watch.get());
    pace.askQueues(known, now);
}

void Watch::Private::takeNamespaces()
{
    // Told before what it tells was forgotten.
    if (!list.polls().isSettled())
        return;
    const std::vector<QueueKey> before = q.queues();
    samples = list.samples();
    listTaken = true;
    syncWatches();
    refreshSamples();
    Q_EMIT q.namespacesChanged();
    if (q.queues() != before)
        Q_EMIT q.queuesChanged();
    if (list.isKnown())
        answered();
    else
        checkSweep();
    pump();
}

/// A namespace that may no longer be read, or came back as another with the same name, takes its queues with
/// it. One that is gone leaves what was seen of them.
void Watch::Private::syncWatches()
{
    const auto isSame = [this](const QString &ns, const NamespaceInfo &info) {
        const NamespaceSample *sample = q.namespaceSample(ns);
        return sample && (sample->readable || sample->gone) && sample->info.id == info.id;
    };
    std::set<QString> gone;
    for (const auto &[name, watch] : namespaces)
        if (!isSame(name, watch->info()))
            gone.insert(name);
    std::erase_if(queues, [&](const auto &entry) { return gone.contains(entry.first.ns); });
    std::erase_if(namespaces, [&](const auto &entry) { return gone.contains(entry.first); });
    for (const NamespaceSample &sample : samples)
        if (sample.readable)
            addNamespace(sample.info);
    for (const QueueKey &key : configured)
        if (namespaces.contains(key.ns))
            addQueue(key, true);
}

void Watch::Private::refreshSamples()
{
    for (NamespaceSample &sample : samples) {
        const auto watch = namespaces.find(sample.info.name);
        if (!sample.readable || watch == namespaces.end())
            continue;
        const auto &running = watch->second->running();
        sample.running = running ? std::optional(running->count) : std::nullopt;
        sample.time = running ? std::optional(running->time) : std::nullopt;
        sample.error = watch->second->trouble();
    }
}

void Watch::Private::addNamespace(const NamespaceInfo &info)
{
    auto &slot = namespaces[info.name];
    if (slot) {
        slot->setInfo(info);
        return;
    }
    slot = std::make_unique<NamespaceWatch>(client, clock, info);
    slot->setVisible(isVisible(info.name));
    NamespaceWatch *const watch = slot.get();
    connect(watch, &NamespaceWatch::discovered, &q,
            [this, ns = info.name](const QStringList &names) { discover(ns, names); });
    connect(watch, &NamespaceWatch::progressed, &q, [this] {
        refreshSamples();
        Q_EMIT q.namespacesChanged();
        answered();
    });
    connect(watch, &NamespaceWatch::failed, &q, [this, ns = info.name](const Error &error) {
        if (error.kind == ErrorKind::Throttled)
            pace.countsRefused(clock.sinceBoot());
        takeFailure(ns, error);
    });
}

void Watch::Private::addQueue(const QueueKey &key, bool isConfigured)
{
    auto &slot = queues[key];
    if (slot)
        return;
    slot = std::make_unique<QueueWatch>(client, clock, key, isConfigured);
    slot->setVisible(visible.contains(key));
    QueueWatch *const watch = slot.get();
    connect(watch, &QueueWatch::sampled, &q, [this](const QueueSample &sample) {
        Q_EMIT q.queueSampled(sample);
        answered();
    });
    connect(watch, &QueueWatch::counted, &q, [this, key] {
        Q_EMIT q.queueCounted(key);
        answered();
    });
    connect(watch, &QueueWatch::failed, &q, [this, ns = key.ns](const Error &error) {
        if (error.kind == ErrorKind::Throttled)
            pace.looksRefused(clock.sinceBoot());
        takeFailure(ns, error);
    });
}

void Watch::Private::discover(const QString &ns, const QStringList &names)
{
    for (const QString &name : names) {
        const QueueKey key{ns, name};
        addQueue(key, configured.contains(key));
        queues[key]->setDiscovered();
    }
    Q_EMIT q.queuesChanged();
}

void Watch::Private::answered()
{
    lastAnswer = clock.utc();
    Q_EMIT q.pollSucceeded();
    checkSweep();
    pump();
}

/// A namespace that is not found any more is not asked again until the list has it. A refusal may be a lost
/// role: the list tells.
void Watch::Private::takeFailure(const QString &ns, const Error &error)
{
    if (error.kind == ErrorKind::NotFound)
        for (NamespaceSample &sample : samples)
            if (sample.info.name == ns) {
                sample.readable = false;
                sample.gone = true;
                sample.error = watchtext::isGone();
            }
    if (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Denied)
        list.polls().hasten(clock.sinceBoot(), listSpacing);
    refreshSamples();
    Q_EMIT q.namespacesChanged();
    Q_EMIT q.pollFailed(error);
    checkSweep();
    pump();
}

void Watch::Private::reconnected()
{
    list.polls().retryNow(clock.sinceBoot());
    for (const auto &[name, watch] : namespaces)
        watch->retryNow();
    for (const auto &[key, watch] : queues)
        watch->retryNow();
    pump();
}

void Watch::Private::checkSweep()
{
    if (swept || !isSweepDone())
        return;
    swept = true;
    Q_EMIT q.firstSweepFinished();
}

bool Watch::Private::isSweepDone() const
{
    const bool namespacesDone = std::all_of(namespaces.begin(), namespaces.end(), [this](const auto &entry) {
        return !isReadable(entry.first) || entry.second->isSettled();
    });
    const bool queuesDone = std::all_of(queues.begin(), queues.end(), [this](const auto &entry) {
        return !isReadable(entry.first.ns) || entry.second->isSettled();
    });
    return listTaken && namespacesDone && queuesDone;
}

bool Watch::Private::isVisible(const QString &ns) const
{
    return std::any_of(visible.begin(), visible.end(), [&](const QueueKey &key) { return key.ns == ns; });
}

bool Watch::Private::isReadable(const QString &ns) const
{
    const NamespaceSample *sample = q.namespaceSample(ns);
    return sample && sample->readable;
}

const QueueWatch *Watch::Private::find(const QueueKey &key) const
{
    const auto found = queues.find(key);
    return found != queues.end() ? found->second.get() : nullptr;
}

Watch::Watch(Client &client, const Clock &clock, const Profile &profile, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, client, clock, profile))
{
    d->timer.setInterval(heartbeat);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->pump(); });
    // Queued: the watches it removes may be the ones whose answer led to the question.
    connect(
        &d->list, &NamespaceList::changed, this, [this] { d->takeNamespaces(); }, Qt::QueuedConnection);
    connect(&d->list, &NamespaceList::failed, this, &Watch::pollFailed);
    connect(&client, &Client::connectionChanged, this, [this](ConnectionState state) {
        if (state == ConnectionState::Connected)
            d->reconnected();
    });
}

Watch::~Watch() = default;

void Watch::start(const QStringList &namespaces)
{
    d->list.setTokenNamespaces(namespaces);
    d->timer.start();
    if (d->swept)
        refresh();
    else
        d->reconnected();
}

void Watch::stop()
{
    d->timer.stop();
    d->list.stop();
    for (const auto &[name, watch] : d->namespaces)
        watch->stop();
    for (const auto &[key, watch] : d->queues)
        watch->stop();
}

void Watch::forget()
{
    stop();
    d->list.forget();
    d->queues.clear();
    d->namespaces.clear();
    d->samples.clear();
    d->lastAnswer.reset();
    d->listTaken = false;
    d->swept = false;
    Q_EMIT forgotten();
    Q_EMIT namespacesChanged();
    Q_EMIT queuesChanged();
}

void Watch::refresh()
{
    const Milliseconds now = d->clock.sinceBoot();
    d->list.polls().hasten(now, refreshSpacing, Purpose::Operator);
    for (const auto &[name, watch] : d->namespaces)
        watch->refresh();
    for (const auto &[key, watch] : d->queues) {
        watch->looks().hasten(now, queueSpacing, Purpose::Operator);
        watch->counts().hasten(now, refreshSpacing, Purpose::Operator);
    }
    d->pump();
}

void Watch::setVisibleQueues(const std::vector<QueueKey> &keys)
{
    d->visible = std::set<QueueKey>(keys.begin(), keys.end());
    for (const auto &[name, watch] : d->namespaces)
        watch->setVisible(d->isVisible(name));
    for (const auto &[key, watch] : d->queues)
        watch->setVisible(d->visible.contains(key));
    d->pump();
}

void Watch::setAlerting(const QueueKey &key, bool alerting)
{
    if (const auto found = d->queues.find(key); found != d->queues.end())
        found->second->setAlerting(alerting);
}

const std::vector<NamespaceSample> &Watch::namespaces() const
{
    return d->samples;
}

const NamespaceSample *Watch::namespaceSample(const QString &name) const
{
    const auto isBefore = [](const NamespaceSample &sample, const QString &text) {
        return sample.info.name < text;
    };
    const auto found = std::lower_bound(d->samples.begin(), d->samples.end(), name, isBefore);
    return found != d->samples.end() && found->info.name == name ? &*found : nullptr;
}

bool Watch::namespacesKnown() const
{
    return d->list.isKnown();
}

const std::optional<Error> &Watch::namespacesFailure() const
{
    return d->list.failure();
}

std::vector<QueueKey> Watch::queues() const
{
    std::vector<QueueKey> keys(d->configured.begin(), d->configured.end());
    for (const auto &[key, watch] : d->queues)
        if (!d->configured.contains(key))
            keys.push_back(key);
    return keys;
}

std::optional<QueueSample> Watch::latest(const QueueKey &key) const
{
    const QueueWatch *watch = d->find(key);
    return watch ? watch->latest() : std::nullopt;
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

std::vector<QueueSample> Watch::samples(const QueueKey &key, Instant from) const
{
    const QueueWatch *watch = d->find(key);
    return watch ? watch->samples().since(key, from) : std::vector<QueueSample>();
}

std::optional<Instant> Watch::lastAnswer() const
{
    return d->lastAnswer;
}

bool Watch::firstSweepDone() const
{
    return d->swept;
}

} // namespace signalbox
