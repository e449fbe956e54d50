// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/convertqueues.h"

#ifndef Q_MOC_RUN // moc chokes on a generated enum
#include <temporal/api/workflowservice/v1/request_response.pb.h>
#endif

#include <QtTest>

#include <limits>

using namespace signalbox;
using namespace Qt::StringLiterals;
namespace api = temporal::api::workflowservice::v1;
namespace enums = temporal::api::enums::v1;

class TestConvertQueues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statsThatWereNotSentAreUnknown();
    void nonsenseIsUnknown_data();
    void nonsenseIsUnknown();
    void aHoldSaysWhoAndWhy();
    void aLimitOfTheSystemHasNobody();
    void aLimitThatIsNoNumberIsUnknown_data();
    void aLimitThatIsNoNumberIsUnknown();
    void prioritiesAreInOrder();
    void theDefaultPriorityAloneIsNoNews();
    void versionsAreNamedWithTheirDeployment();
    void onlyAVersionedPollerHasAVersion();
    void aHeartbeatTellsSlotsAndPollers();
    void slotsWithoutBoundAreNotNegative();
    void aBriefListTellsNamesAlone();
    void eachVersionOfADeploymentIsToldOnce();
    void aVersionsQueuesAreToldByType();
};

void TestConvertQueues::statsThatWereNotSentAreUnknown()
{
    api::DescribeTaskQueueResponse response;
    QCOMPARE(convert::taskQueueStats(response, TaskType::Activity).backlog, std::nullopt);
    QCOMPARE(convert::taskQueueStats(response, TaskType::Activity).oldestTask, std::nullopt);
    response.mutable_stats();
    QCOMPARE(convert::taskQueueStats(response, TaskType::Activity).backlog, qint64(0));
    response.add_pollers()->set_identity("worker-1");
    const auto stats = convert::taskQueueStats(response, TaskType::Activity);
    QCOMPARE(stats.pollers.size(), std::size_t(1));
    QCOMPARE(stats.pollers[0].type, TaskType::Activity);
    QCOMPARE(stats.pollers[0].lastAccess, std::nullopt);
}

void TestConvertQueues::nonsenseIsUnknown_data()
{
    QTest::addColumn<qint64>("tasks");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<float>("rate");
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    QTest::newRow("negative") << qint64(-1) << qint64(-1) << -0.1F;
    QTest::newRow("absurd") << std::numeric_limits<qint64>::max() << qint64(4'000'000'000) << 1e30F;
    QTest::newRow("least") << std::numeric_limits<qint64>::min() << qint64(-315'576'000'000) << none;
    QTest::newRow("no end") << qint64(2'000'000'000'000) << qint64(315'576'000'000)
                            << std::numeric_limits<float>::infinity();
}

void TestConvertQueues::nonsenseIsUnknown()
{
    QFETCH(const qint64, tasks);
    QFETCH(const qint64, seconds);
    QFETCH(const float, rate);
    api::DescribeTaskQueueResponse response;
    response.mutable_stats()->set_approximate_backlog_count(tasks);
    response.mutable_stats()->mutable_approximate_backlog_age()->set_seconds(seconds);
    response.mutable_stats()->set_tasks_add_rate(rate);
    response.mutable_stats()->set_tasks_dispatch_rate(rate);
    QCOMPARE(convert::taskQueueStats(response, TaskType::Workflow), TaskQueueStats());
}

void TestConvertQueues::aHoldSaysWhoAndWhy()
{
    api::DescribeTaskQueueResponse response;
    response.mutable_effective_rate_limit()->set_requests_per_second(0);
    response.mutable_effective_rate_limit()->set_rate_limit_source(enums::RATE_LIMIT_SOURCE_API);
    auto &set = *response.mutable_config()->mutable_queue_rate_limit()->mutable_metadata();
    set.set_reason("qdrant is being moved");
    set.set_update_identity("ada");
    set.mutable_update_time()->set_seconds(1'700'000'000);
    const RateLimit expected{0, RateLimitSource::Api, u"qdrant is being moved"_s, u"ada"_s,
                             Instant(std::chrono::seconds(1'700'000'000))};
    QCOMPARE(convert::taskQueueStats(response, TaskType::Activity).limit, expected);
}

/// What was said of an earlier limit stays in the configuration.
void TestConvertQueues::aLimitOfTheSystemHasNobody()
{
    api::DescribeTaskQueueResponse response;
    response.mutable_effective_rate_limit()->set_requests_per_second(100'000);
    response.mutable_effective_rate_limit()->set_rate_limit_source(enums::RATE_LIMIT_SOURCE_SYSTEM);
    response.mutable_config()->mutable_queue_rate_limit()->mutable_metadata()->set_update_identity("ada");
    QCOMPARE(convert::taskQueueStats(response, TaskType::Activity).limit,
             (RateLimit{100'000, RateLimitSource::System, {}, {}, {}}));
}

void TestConvertQueues::aLimitThatIsNoNumberIsUnknown_data()
{
    QTest::addColumn<float>("perSecond");
    QTest::newRow("negative") << -1.0F;
    QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN();
    QTest::newRow("endless") << std::numeric_limits<float>::infinity();
}

void TestConvertQueues::aLimitThatIsNoNumberIsUnknown()
{
    QFETCH(const float, perSecond);
    api::DescribeTaskQueueResponse response;
    response.mutable_effective_rate_limit()->set_requests_per_second(perSecond);
    QCOMPARE(convert::taskQueueStats(response, TaskType::Activity).limit, std::nullopt);
}

void TestConvertQueues::prioritiesAreInOrder()
{
    api::DescribeTaskQueueResponse response;
    auto &stats = *response.mutable_stats_by_priority_key();
    stats[5].set_approximate_backlog_count(70);
    stats[5].mutable_approximate_backlog_age()->set_seconds(90);
    stats[1].set_approximate_backlog_count(-2);
    stats[1].set_tasks_dispatch_rate(4);
    stats[-1].set_approximate_backlog_count(1);
    const std::vector<PriorityBacklog> expected{{1, {}, Milliseconds(0), 4.0},
                                                {5, 70, std::chrono::seconds(90), 0.0}};
    QCOMPARE(convert::taskQueueStats(response, TaskType::Workflow).priorities, expected);
}

void TestConvertQueues::theDefaultPriorityAloneIsNoNews()
{
    api::DescribeTaskQueueResponse response;
    (*response.mutable_stats_by_priority_key())[3].set_approximate_backlog_count(70);
    QVERIFY(convert::taskQueueStats(response, TaskType::Workflow).priorities.empty());
    (*response.mutable_stats_by_priority_key())[4].set_approximate_backlog_count(1);
    QCOMPARE(convert::taskQueueStats(response, TaskType::Workflow).priorities.size(), std::size_t(2));
}

void TestConvertQueues::versionsAreNamedWithTheirDeployment()
{
    api::DescribeTaskQueueResponse response;
    auto &info = *response.mutable_versioning_info();
    info.mutable_current_deployment_version()->set_deployment_name("ingest");
    info.mutable_current_deployment_version()->set_build_id("v7");
    info.mutable_ramping_deployment_version()->set_deployment_name("ingest");
    info.mutable_ramping_deployment_version()->set_build_id("v8");
    info.set_ramping_version_percentage(5);
    QCOMPARE(convert::taskQueueStats(response, TaskType::Workflow).versions,
             (QueueVersions{u"ingest.v7"_s, u"ingest.v8"_s, 5}));
    info.set_ramping_version_percentage(-5);
    QCOMPARE(convert::taskQueueStats(response, TaskType::Workflow).versions.rampingPercent, 0);
    QCOMPARE(convert::taskQueueStats({}, TaskType::Workflow).versions, QueueVersions());
}

void TestConvertQueues::onlyAVersionedPollerHasAVersion()
{
    api::DescribeTaskQueueResponse response;
    auto &asks = *response.add_pollers()->mutable_deployment_options();
    asks.set_deployment_name("ingest");
    asks.set_build_id("v7");
    QCOMPARE(convert::taskQueueStats(response, TaskType::Workflow).pollers[0].version, QString());
    asks.set_worker_versioning_mode(enums::WORKER_VERSIONING_MODE_VERSIONED);
    QCOMPARE(convert::taskQueueStats(response, TaskType::Workflow).pollers[0].version, u"ingest.v7"_s);
}

/// The field is deprecated, and is what 1.32.1 fills.
temporal::api::worker::v1::WorkerHeartbeat &addWorker(api::ListWorkersResponse &response)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return *response.add_workers_info()->mutable_worker_heartbeat();
#pragma GCC diagnostic pop
}

void TestConvertQueues::aHeartbeatTellsSlotsAndPollers()
{
    api::ListWorkersResponse response;
    response.set_next_page_token("more");
    auto &said = addWorker(response);
    said.set_worker_instance_key("k");
    said.set_worker_identity("812@ingest");
    said.set_task_queue("q");
    said.mutable_host_info()->set_host_name("ingest");
    said.mutable_deployment_version()->set_build_id("cee462d1"); // unversioned, as the Python SDK says it
    said.set_status(enums::WORKER_STATUS_SHUTTING_DOWN);
    said.mutable_heartbeat_time()->set_seconds(1'700'000'060);
    said.mutable_elapsed_since_last_heartbeat()->set_seconds(60);
    said.mutable_activity_task_slots_info()->set_current_used_slots(5);
    said.mutable_activity_task_slots_info()->set_total_processed_tasks(40);
    said.mutable_activity_task_slots_info()->set_total_failed_tasks(3);
    said.mutable_activity_poller_info()->set_current_pollers(2);
    const WorkerPage page = convert::workerPage(response);
    QCOMPARE(page.nextPage, QByteArray("more"));
    WorkerHeartbeat expected;
    expected.instanceKey = u"k"_s;
    expected.identity = u"812@ingest"_s;
    expected.taskQueue = u"q"_s;
    expected.host = u"ingest"_s;
    expected.status = WorkerStatus::ShuttingDown;
    expected.time = Instant(std::chrono::seconds(1'700'000'060));
    expected.interval = std::chrono::seconds(60);
    expected.activitySlots = WorkerSlots{0, 5, 40, 3};
    expected.activityPollers = 2;
    QCOMPARE(page.workers, std::vector{expected});
}

void TestConvertQueues::slotsWithoutBoundAreNotNegative()
{
    api::ListWorkersResponse response;
    auto &said = *addWorker(response).mutable_workflow_task_slots_info();
    said.set_current_available_slots(-1);
    said.set_current_used_slots(7);
    QCOMPARE(convert::workerPage(response).workers[0].workflowSlots, (WorkerSlots{{}, 7, 0, 0}));
    said.set_current_used_slots(-7);
    QCOMPARE(convert::workerPage(response).workers[0].workflowSlots, std::nullopt);
}

void TestConvertQueues::aBriefListTellsNamesAlone()
{
    api::ListWorkersResponse response;
    response.add_workers()->set_task_queue("q");
    response.mutable_workers(0)->set_status(enums::WORKER_STATUS_RUNNING);
    const WorkerPage page = convert::workerPage(response);
    QCOMPARE(page.workers.size(), std::size_t(1));
    QCOMPARE(page.workers[0].taskQueue, u"q"_s);
    QCOMPARE(page.workers[0].time, std::nullopt);
    QCOMPARE(page.workers[0].activitySlots, std::nullopt);
}

void TestConvertQueues::eachVersionOfADeploymentIsToldOnce()
{
    api::ListWorkerDeploymentsResponse response;
    auto &shop = *response.add_worker_deployments();
    const auto name = [](auto &summary, const char *build) {
        summary.mutable_deployment_version()->set_deployment_name("shop");
        summary.mutable_deployment_version()->set_build_id(build);
    };
    name(*shop.mutable_latest_version_summary(), "2");
    name(*shop.mutable_current_version_summary(), "2");
    name(*shop.mutable_ramping_version_summary(), "1");
    response.add_worker_deployments()->set_name("of no version yet");
    response.set_next_page_token("more");
    const DeploymentPage expected{{{u"shop"_s, u"2"_s}, {u"shop"_s, u"1"_s}}, "more"};
    QCOMPARE(convert::deploymentPage(response), expected);
}

void TestConvertQueues::aVersionsQueuesAreToldByType()
{
    api::DescribeWorkerDeploymentVersionResponse response;
    const auto add = [&response](const char *name, enums::TaskQueueType type) {
        auto &queue = *response.add_version_task_queues();
        queue.set_name(name);
        queue.set_type(type);
    };
    add("orders", enums::TASK_QUEUE_TYPE_WORKFLOW);
    add("orders", enums::TASK_QUEUE_TYPE_ACTIVITY);
    add("mail", enums::TASK_QUEUE_TYPE_ACTIVITY);
    add("desk", enums::TASK_QUEUE_TYPE_NEXUS);
    const VersionQueues expected{{u"orders"_s}, {u"orders"_s, u"mail"_s}};
    QCOMPARE(convert::versionQueues(response), expected);
}

QTEST_GUILESS_MAIN(TestConvertQueues)
#include "tst_convertqueues.moc"
