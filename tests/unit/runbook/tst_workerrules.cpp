// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/runbook/driftworld.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const QByteArray file = "[[queue]]\nname = 'ingest'\nowner = 'Knowledge MCP'\n"
                        "[[worker]]\nqueues = ['ingest']\nactivity_pollers = 5\nactivity_slots = 100\n"
                        "[[activity]]\ntypes = ['upsert_*']\nqueues = ['ingest']\nschedule_to_close = '5m'\n"
                        "[[rate_limit]]\nqueues = ['ingest']\nper_second = 50\n";

WorkerHeartbeat worker(int pollers, std::optional<int> available = 100, int used = 0)
{
    WorkerHeartbeat beat;
    beat.interval = 60s;
    beat.activityPollers = pollers;
    beat.activitySlots = WorkerSlots{available, used, 0, 0};
    return beat;
}

SeenCluster with(const SeenQueue &queue)
{
    SeenNamespace ns = namespaceOf(u"prod"_s);
    ns.queues = {queue};
    return clusterOf({ns});
}

SeenCluster workedBy(std::optional<std::vector<WorkerHeartbeat>> workers)
{
    SeenQueue queue = queueOf(u"prod.ingest"_s, 1, 1);
    queue.workers = std::move(workers);
    return with(queue);
}

Drift pollers(std::optional<std::vector<WorkerHeartbeat>> workers)
{
    return driftOf(expectationsOf(file), workedBy(std::move(workers)), DriftRule::ActivityPollers);
}

Drift slotsOf(std::optional<std::vector<WorkerHeartbeat>> workers)
{
    return driftOf(expectationsOf(file), workedBy(std::move(workers)), DriftRule::ActivitySlots);
}

SeenCluster called(const std::vector<ScheduledActivity> &activities)
{
    SeenCluster cluster = with(queueOf(u"prod.ingest"_s, 1, 1));
    for (const ScheduledActivity &activity : activities)
        cluster.namespaces[0].activities.push_back({activity, u"run-"_s + activity.type});
    return cluster;
}

} // namespace

class TestWorkerRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void activityPollers()
    {
        QCOMPARE(pollers({{worker(5), worker(7)}}).state, DriftState::Holds);
        const Drift drift = pollers({{worker(5), worker(2)}});
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.expected, u"at least 5 in each worker"_s);
        QCOMPARE(drift.found, u"2"_s);
        QVERIFY(drift.fix.words.contains(u"max_concurrent_activity_task_polls"_s));
    }

    /// With all but two of its slots taken, a worker polls with two.
    void aBusyWorkerSaysNothingOfItsPollers()
    {
        const Drift drift = pollers({{worker(2, 2, 98)}});
        QCOMPARE(drift.state, DriftState::CannotBeKnown);
        QVERIFY(!drift.reason.isEmpty());
        QCOMPARE(pollers({{worker(5, 2, 98)}}).state, DriftState::Holds);
    }

    void aWorkerThatJustStartedSaysNothing()
    {
        WorkerHeartbeat young = worker(0);
        young.interval.reset();
        QCOMPARE(pollers({{young}}).state, DriftState::CannotBeKnown);
        QCOMPARE(pollers({{young, worker(5)}}).state, DriftState::Holds);
    }

    void withoutHeartbeatsNothingIsKnown()
    {
        QCOMPARE(pollers({}).state, DriftState::CannotBeKnown);
        QCOMPARE(slotsOf({}).state, DriftState::CannotBeKnown);
        WorkerHeartbeat workflowsAlone;
        workflowsAlone.interval = 60s;
        QCOMPARE(pollers({{workflowsAlone}}).state, DriftState::CannotBeKnown);
        // That nobody works there at all is another rule's.
        QVERIFY(
            driftsOf(expectationsOf(file), with(queueOf(u"prod.ingest"_s, 0, 0)), DriftRule::ActivityPollers)
                .empty());
        QVERIFY(driftsOf(expectationsOf(file), with(queueOf(u"prod.other"_s, 1)), DriftRule::ActivityPollers)
                    .empty());
    }

    void activitySlots()
    {
        QCOMPARE(slotsOf({{worker(5, 40, 60)}}).state, DriftState::Holds);
        QCOMPARE(slotsOf({{worker(5, std::nullopt)}}).state, DriftState::Holds);
        const Drift drift = slotsOf({{worker(5), worker(5, 10, 10)}});
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.found, u"20"_s);
    }

    void scheduleToClose()
    {
        const Expectations read = expectationsOf(file);
        const ScheduledActivity good{u"upsert_vector"_s, u"prod.ingest"_s, 5min};
        Drift drift = driftOf(read, called({good}), DriftRule::ScheduleToClose);
        QCOMPARE(drift.state, DriftState::Holds);
        QCOMPARE(drift.subject, (QueueKey{u"prod"_s, u"prod.ingest"_s}));

        ScheduledActivity bad = good;
        bad.scheduleToClose.reset();
        drift = driftOf(read, called({good, bad, good}), DriftRule::ScheduleToClose);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.found, u"no limit, in run run-upsert_vector"_s);
        bad.scheduleToClose = 1h;
        drift = driftOf(read, called({bad}), DriftRule::ScheduleToClose);
        QCOMPARE(drift.state, DriftState::Drifted);
        QVERIFY2(drift.found.startsWith(u"1 h"_s), qPrintable(drift.found));

        const ScheduledActivity other{u"upsert_keyword"_s, u"prod.ingest"_s, 5min};
        QCOMPARE(driftsOf(read, called({good, other}), DriftRule::ScheduleToClose).size(), std::size_t(2));
    }

    void scheduleToCloseOfWhatWasNotCalled()
    {
        const Expectations read = expectationsOf(file);
        Drift drift = driftOf(read, called({{u"chunk"_s, u"prod.ingest"_s, {}}}), DriftRule::ScheduleToClose);
        QCOMPARE(drift.state, DriftState::CannotBeKnown);
        QCOMPARE(drift.reason, u"no recent run called one"_s);
        drift =
            driftOf(read, called({{u"upsert_vector"_s, u"prod.other"_s, {}}}), DriftRule::ScheduleToClose);
        QCOMPARE(drift.state, DriftState::CannotBeKnown);
        SeenCluster refused = called({});
        refused.namespaces[0].activitiesTrouble = u"refused"_s;
        QCOMPARE(driftOf(read, refused, DriftRule::ScheduleToClose).reason, u"refused"_s);
        QVERIFY(driftsOf(read, with(queueOf(u"prod.other"_s, 1)), DriftRule::ScheduleToClose).empty());
    }

    void aQueuesRateLimit()
    {
        const Expectations read = expectationsOf(file);
        SeenQueue queue = queueOf(u"prod.ingest"_s, 1, 1);
        QCOMPARE(driftOf(read, with(queue), DriftRule::RateLimit).state, DriftState::CannotBeKnown);
        queue.activityLimitKnown = true;
        Drift drift = driftOf(read, with(queue), DriftRule::RateLimit);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.found, u"no limit"_s);
        QCOMPARE(drift.fix.command,
                 u"temporal task-queue config set --namespace prod --task-queue prod.ingest "
                 "--task-queue-type activity --queue-rps-limit 50 --queue-rps-limit-reason runbook"_s);
        queue.activityLimit = RateLimit{50, RateLimitSource::Api, {}, {}, {}};
        QCOMPARE(driftOf(read, with(queue), DriftRule::RateLimit).state, DriftState::Holds);
        queue.activityLimit->perSecond = 0; // a hold
        QCOMPARE(driftOf(read, with(queue), DriftRule::RateLimit).state, DriftState::Drifted);
        const Expectations any = expectationsOf("[[queue]]\nname = 'ingest'\nowner = 'o'\n"
                                                "[[rate_limit]]\nqueues = ['ingest']\n");
        QCOMPARE(driftOf(any, with(queue), DriftRule::RateLimit).state, DriftState::Holds);
        // What a server has for each is nothing that somebody set for this one.
        queue.activityLimit = RateLimit{4000, RateLimitSource::System, {}, {}, {}};
        QCOMPARE(driftOf(any, with(queue), DriftRule::RateLimit).state, DriftState::CannotBeKnown);
        drift = driftOf(read, with(queue), DriftRule::RateLimit);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.found, u"4000 activities a second, by the servers' configuration"_s);
    }

    void aNamespacesRateLimitIsNeverTold()
    {
        const Expectations read = expectationsOf("[[rate_limit]]\nnamespaces = ['prod', 'x-*']\n");
        const Drift drift = driftOf(read, clusterOf({namespaceOf(u"prod"_s)}), DriftRule::RateLimit);
        QCOMPARE(drift.state, DriftState::NeverTold);
        QCOMPARE(drift.subject.ns, u"prod, x-*"_s);
        QVERIFY2(drift.reason.contains(u"dynamic configuration"_s), qPrintable(drift.reason));
    }
};

QTEST_APPLESS_MAIN(TestWorkerRules)
#include "tst_workerrules.moc"
