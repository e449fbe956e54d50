// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/clusterlook.h"

#include "models/base/explain.h"
#include "models/base/text.h"
#include "models/monitor/queuenames.h"
#include "models/monitor/watch.h"
#include "models/policy/pattern.h"
#include "models/runbook/driftquery.h"
#include "models/temporal/client.h"
#include "models/temporal/inventoryreads.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const QString temporalsOwn = u"temporal-system"_s;

QString sentenceOf(const Error &error)
{
    return explain(error).sentence();
}

/// It would be the same for each other question.
bool isOfAll(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Expired;
}

/// Unknown where no look came; what is too old by now is still what was seen.
SeenQueue seenQueue(const Watch &watch, const QueueKey &key, const Clock &clock)
{
    SeenQueue queue;
    queue.name = key.queue;
    if (const auto failure = watch.failure(key))
        queue.trouble = sentenceOf(failure->error);
    if (const auto workers = watch.workers(key)) {
        queue.workers.emplace();
        for (const SeenWorker &worker : workers->workers)
            if (worker.alive)
                queue.workers->push_back(worker.heartbeat);
    }
    const auto sample = watch.latest(key);
    if (!sample) {
        if (queue.trouble.isEmpty())
            queue.trouble = Text::tr("it was not looked at");
        return queue;
    }
    queue.workflowPollers = sample->workflowPollers;
    queue.activityPollers = sample->activityPollers;
    if (sample->workflowBacklog || sample->activityBacklog)
        queue.backlog = sample->workflowBacklog.value_or(0) + sample->activityBacklog.value_or(0);
    queue.activityLimitKnown = sample->activityBacklog.has_value();
    queue.activityLimit = sample->activityFacts.limit;
    for (const SeenPoller &poller : sample->pollers)
        if (poller.lastPoll) {
            const Instant at = clock.utc() - (clock.sinceBoot() - *poller.lastPoll);
            queue.lastPoll = std::max(queue.lastPoll.value_or(at), at);
        }
    return queue;
}

} // namespace

ClusterLook::ClusterLook(Client &client, const Watch &watch, const Expectations &expectations,
                         const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_watch(watch)
    , m_expectations(expectations)
    , m_clock(clock)
{
}

ClusterLook::~ClusterLook() = default;

void ClusterLook::start()
{
    cancel();
    m_context = std::make_unique<QObject>();
    m_cluster = {};
    m_cluster.time = m_clock.utc();
    m_places.clear();
    m_answered = 0;
    m_asked = 1;
    m_client.listNamespaces(Purpose::Background)
        .deliver(m_context.get(), [this](const Result<std::vector<NamespaceInfo>> &list) { takeList(list); });
}

void ClusterLook::cancel()
{
    m_context.reset();
}

/// Who may not list them all is told of those that a role or the profile names.
void ClusterLook::takeList(const Result<std::vector<NamespaceInfo>> &list)
{
    const auto place = [this](const QString &name) { m_places[name].seen.name = name; };
    if (list)
        for (const NamespaceInfo &info : *list)
            place(info.name);
    else
        for (const NamespaceSample &sample : m_watch.namespaces())
            place(sample.info.name);
    m_places.erase(temporalsOwn);
    m_cluster.allListed = list.has_value();
    if (!list)
        m_cluster.trouble = list.error().kind == ErrorKind::Denied
                                ? Text::tr("you may not list all namespaces, only read those of your roles")
                                : sentenceOf(list.error());
    for (const Expectations::Namespace &entry : m_expectations.namespaces)
        if (entry.required)
            place(entry.match);
    if (!list && isOfAll(list.error())) {
        m_cluster.unanswered = list.error();
        return giveUp(m_cluster.trouble);
    }
    for (auto &[name, one] : m_places)
        add(name, [this, ns = name] {
            call(ns, inventory::namespaceConfig(m_client, ns, Purpose::Background),
                 [this, ns](const Result<NamespaceConfig> &settings) { takeSettings(ns, settings); });
        });
    answered();
}

void ClusterLook::takeSettings(const QString &ns, const Result<NamespaceConfig> &settings)
{
    SeenNamespace &seen = m_places[ns].seen;
    if (settings) {
        seen.settings = *settings;
        seen.missing = settings->info.state == NamespaceState::Deleted;
    } else {
        seen.missing = settings.error().kind == ErrorKind::NotFound;
        seen.trouble = sentenceOf(settings.error());
    }
    addQueues(seen);
    if (settings && !seen.missing)
        askMore(ns);
}

void ClusterLook::addQueues(SeenNamespace &ns) const
{
    const NamespaceSample *const sample = m_watch.namespaceSample(ns.name);
    ns.queuesKnown =
        sample && sample->readable && !sample->error && !sample->limits && m_watch.isSettled({ns.name, {}});
    if (!ns.queuesKnown) {
        ns.queuesTrouble = ns.trouble.isEmpty() ? Text::tr("its queues were not found in time") : ns.trouble;
        if (sample && (sample->error || sample->limits))
            ns.queuesTrouble = sample->error ? *sample->error : *sample->limits;
    }
    if (!sample || !sample->readable)
        return;
    for (const QueueKey &key : m_watch.queues(ns.name))
        if (m_watch.isSeen(key) && isWatchable(key.queue))
            ns.queues.push_back(seenQueue(m_watch, key, m_clock));
}

void ClusterLook::askMore(const QString &ns)
{
    const Expectations::Namespace *const entry = m_expectations.namespaceOf(ns);
    if (m_allAttributes || (entry && !entry->searchAttributes.empty()))
        askAttributes(ns);
    const Expectations::CleanUp *const cleanUp = m_expectations.cleanUpOf(ns);
    if (cleanUp && cleanUp->olderThan)
        askOldRuns(ns);
    const std::vector<SeenQueue> &queues = m_places[ns].seen.queues;
    for (std::size_t i = 0; i < queues.size(); ++i) {
        const QueueKey key{ns, queues[i].name};
        if (m_expectations.queuesQualified && shortQueueName(key) == key.queue)
            askRunning(ns, i);
        if (speaksOfActivities(key))
            askRecent(ns, key.queue);
    }
}

void ClusterLook::askAttributes(const QString &ns)
{
    add(ns, [this, ns] {
        call(ns, inventory::searchAttributes(m_client, ns, Purpose::Background),
             [this, ns](const Result<SearchAttributes> &attributes) {
                 SeenNamespace &seen = m_places[ns].seen;
                 if (attributes)
                     seen.attributes = *attributes;
                 else
                     seen.attributesTrouble = sentenceOf(attributes.error());
             });
    });
}

void ClusterLook::askOldRuns(const QString &ns)
{
    const QString query = driftrules::openSince(m_cluster.time - *m_expectations.cleanUpOf(ns)->olderThan);
    add(ns, [this, ns, query] {
        call(ns, m_client.countExecutions(ns, query, Purpose::Background),
             [this, ns](const Result<qint64> &count) {
                 SeenNamespace &seen = m_places[ns].seen;
                 if (count)
                     seen.oldRuns = *count;
                 else
                     seen.oldRunsTrouble = sentenceOf(count.error());
             });
    });
}

void ClusterLook::askRunning(const QString &ns, std::size_t queue)
{
    const QString query = driftrules::openOn(m_places[ns].seen.queues[queue].name);
    add(ns, [this, ns, queue, query] {
        call(ns, m_client.countExecutions(ns, query, Purpose::Background),
             [this, ns, queue](const Result<qint64> &count) {
                 if (count)
                     m_places[ns].seen.queues[queue].running = *count;
             });
    });
}

bool ClusterLook::speaksOfActivities(const QueueKey &queue) const
{
    return std::any_of(
        m_expectations.activities.begin(), m_expectations.activities.end(), [&](const auto &rule) {
            return fitsAny(rule.namespaces, queue.ns) && fitsAny(rule.queues, shortQueueName(queue));
        });
}

void ClusterLook::askRecent(const QString &ns, const QString &queue)
{
    add(ns, [this, ns, queue] {
        call(ns,
             m_client.listExecutions(ns, driftrules::recentOn(queue), recentRuns, {}, Purpose::Background),
             [this, ns](const Result<ExecutionPage> &page) {
                 if (page)
                     takeRecent(ns, *page);
                 else
                     m_places[ns].seen.activitiesTrouble = sentenceOf(page.error());
             });
    });
}

void ClusterLook::takeRecent(const QString &ns, const ExecutionPage &page)
{
    const std::size_t runs = std::min(page.size(), static_cast<std::size_t>(recentRuns));
    for (std::size_t i = 0; i < runs; ++i)
        add(ns, [this, ns, run = page.execution(i)] {
            call(ns, scheduledActivities(m_client, ns, run.workflowId, run.runId, Purpose::Background),
                 [this, ns, id = run.workflowId](const Result<std::vector<ScheduledActivity>> &activities) {
                     SeenNamespace &seen = m_places[ns].seen;
                     if (!activities)
                         seen.activitiesTrouble = sentenceOf(activities.error());
                     else
                         for (const ScheduledActivity &activity : *activities)
                             seen.activities.push_back({activity, id});
                 });
        });
}

/// The reply is taken, and then the namespace's next question asked.
template <class T, class Take>
void ClusterLook::call(const QString &ns, Reply<T> reply, Take take)
{
    reply.deliver(m_context.get(), [this, ns, take = std::move(take)](const Result<T> &result) {
        take(result);
        m_places[ns].isAsking = false;
        next(ns);
        answered();
    });
}

void ClusterLook::add(const QString &ns, Ask ask)
{
    ++m_asked;
    m_places[ns].asks.push_back(std::move(ask));
    next(ns);
}

void ClusterLook::next(const QString &ns)
{
    Place &place = m_places[ns];
    if (place.isAsking || place.asks.empty())
        return;
    place.isAsking = true;
    const Ask ask = std::move(place.asks.front());
    place.asks.pop_front();
    ask();
}

void ClusterLook::answered()
{
    ++m_answered;
    Q_EMIT progressed(m_answered, m_asked);
    if (m_answered == m_asked)
        finish();
}

/// What does not answer would be waited for at each namespace.
void ClusterLook::giveUp(const QString &why)
{
    for (auto &[name, place] : m_places) {
        place.seen.trouble = why;
        addQueues(place.seen);
    }
    answered();
}

void ClusterLook::finish()
{
    for (auto &[name, place] : m_places)
        m_cluster.namespaces.push_back(std::move(place.seen));
    m_places.clear();
    Q_EMIT finished(m_cluster);
}

} // namespace signalbox
