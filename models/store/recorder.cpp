// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/recorder.h"

#include "models/base/logging.h"
#include "models/base/zonedtime.h"
#include "models/monitor/versionchange.h"
#include "models/monitor/watch.h"
#include "models/store/storekeeper.h"
#include "models/temporal/client.h"

namespace signalbox {

namespace {
/// What comes within it goes together.
constexpr Milliseconds soon = std::chrono::milliseconds(200);
} // namespace

Recorder::Recorder(Watch &watch, const Client &client, const Clock &clock, const QString &path,
                   QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_keeper(std::make_unique<StoreKeeper>(path))
{
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1);
    m_soon.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Recorder::keep);
    connect(&m_soon, &QTimer::timeout, this, &Recorder::keep);
    connect(&watch, &Watch::queueSampled, this, [this, &watch](const QueueSample &sample) {
        if (!m_timer.isActive())
            return;
        const std::vector<LookRow> rows = rowsOf(sample, watch.isSeen(sample.key));
        m_batch.looks.insert(m_batch.looks.end(), rows.begin(), rows.end());
        const std::vector<VersionChange> changes = watch.versionChanges(sample.key);
        if (!changes.empty() && changes.back().sinceBoot == sample.sinceBoot)
            m_batch.versions.push_back({sample.key, sample.time, changes.back().from, changes.back().to});
    });
    connect(&watch, &Watch::namespaceChanged, this, [this, &watch](const QString &ns) {
        const NamespaceSample *sample = watch.namespaceSample(ns);
        if (m_timer.isActive() && sample)
            note(*sample);
    });
    connect(&watch, &Watch::forgotten, this, [this] { m_counted.clear(); });
}

Recorder::~Recorder()
{
    if (m_timer.isActive())
        noteCalls();
    m_thread.start([this, batch = std::move(m_batch), now = m_clock.utc()]() mutable {
        if (!batch.isEmpty())
            std::ignore = m_keeper->keep(std::move(batch), now); // nobody is left to be told
        m_keeper.reset();
    });
    m_thread.waitForDone();
}

void Recorder::start()
{
    m_calls = CallTally(m_client.trafficInAll());
    m_timer.start(commitEvery);
    keep();
}

void Recorder::note(const Transition &transition)
{
    if (m_timer.isActive())
        m_batch.transitions.push_back(transition);
}

void Recorder::note(const Judgement &judgement)
{
    if (m_timer.isActive())
        m_batch.judgements.push_back(judgement);
}

void Recorder::note(const MessageNote &note)
{
    if (!m_timer.isActive())
        return;
    m_batch.messages.push_back(note);
    if (!m_soon.isActive())
        m_soon.start(soon);
}

/// What changed of a namespace may be something else, or a part of it.
void Recorder::note(const NamespaceSample &sample)
{
    Counted &counted = m_counted[sample.info.name];
    if (sample.time && std::exchange(counted.running, sample.sinceBoot) != sample.sinceBoot)
        if (const auto row = openRowOf(sample))
            m_batch.open.push_back(*row);
    if (!sample.closes || std::exchange(counted.closes, sample.closes->sinceBoot) == sample.closes->sinceBoot)
        return;
    const Instant asked = m_clock.utc() - (m_clock.sinceBoot() - sample.closes->sinceBoot);
    m_batch.closes.push_back(closeRowOf(sample.info.name, *sample.closes, asked));
}

void Recorder::noteCalls()
{
    const std::vector<CallRow> rows = m_calls.take(m_client.trafficInAll(), m_clock.utc());
    m_batch.calls.insert(m_batch.calls.end(), rows.begin(), rows.end());
}

void Recorder::keep()
{
    if (std::exchange(m_isBusy, true))
        return; // a slow disk: what comes meanwhile goes together
    noteCalls();
    const ReplyPromise<Kept> promise;
    promise.reply().deliver(this, [this, messages = m_batch.messages](const Result<Kept> &kept) {
        m_isBusy = false;
        take(*kept, messages);
    });
    m_thread.start([this, promise, batch = std::exchange(m_batch, {}), now = m_clock.utc()]() mutable {
        promise.finish(m_keeper->keep(std::move(batch), now));
    });
}

void Recorder::take(const Kept &kept, const std::vector<MessageNote> &messages)
{
    say(kept, std::exchange(m_state, kept.state));
    if (!m_batch.messages.empty()) // they came meanwhile
        m_soon.start(soon);
    if (!messages.empty() && kept.state != Kept::State::Elsewhere)
        Q_EMIT keptMessages(messages);
}

void Recorder::say(const Kept &kept, std::optional<Kept::State> before)
{
    if (kept.setAside)
        Q_EMIT notice(
            tr("What was seen of the past can't be read any more. The file is kept as %1; a new one "
               "was begun.")
                .arg(*kept.setAside));
    if (kept.dropped.looks)
        qCInfo(lcWatch) << "the store is full: looks are kept from"
                        << formatZonedTime(timeOf(*kept.dropped.looks));
    if (kept.dropped.minutes)
        qCInfo(lcWatch) << "the store is full: minutes are kept from"
                        << formatZonedTime(timeOf(*kept.dropped.minutes));
    if (kept.state == before)
        return;
    if (kept.state == Kept::State::Failed)
        Q_EMIT notice(tr("What is seen from now on is remembered only as long as this window is open: %1")
                          .arg(kept.failure->detail));
    else if (before == Kept::State::Failed)
        Q_EMIT notice(tr("What is seen is kept on disk again."));
}

} // namespace signalbox
