// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/convert.h"
#include "models/temporal/convertfailure.h"
#include "models/temporal/converthistory.h"

#ifndef Q_MOC_RUN // moc chokes on a generated enum
#include <temporal/api/workflowservice/v1/request_response.pb.h>
#endif

#include <QtTest>

#include <limits>

using namespace signalbox;
using namespace Qt::StringLiterals;
namespace api = temporal::api::workflowservice::v1;
namespace enums = temporal::api::enums::v1;

class TestConvert : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreToldByStatus();
    void timesThatMakeNoSenseAreUnknown_data();
    void timesThatMakeNoSenseAreUnknown();
    void durationsThatMakeNoSenseAreUnknown_data();
    void durationsThatMakeNoSenseAreUnknown();
    void enumsOfANewerServerAreUnspecified();
    void theUnsetYearOneIsUnknownInADescription();
    void anEmptyAnswerIsAnEmptyValue();
    void activityEventsNameTheirActivity();
    void aRequestToCancelSaysWhoAndWhy();
    void anEventOfANewerServerKeepsItsNumber();
    void terminationKeepsReasonDetailsAndPrincipal();
    void summariesAreCutAtFourKilobytes();
    void summariesShowOddBytesEscaped();
    void aFailureKeepsItsCauses();
    void aChainWithoutEndKeepsItsInnermostCause();
    void longTextsOfAFailureAreCut();
    void anEncodedFailureIsReadOrNamed();
    void everyPayloadOfAnEventIsNamed();
    void limitsOfNothingAreNone();
    void eventsNameWhatTheyAreAbout();
};

void TestConvert::timesThatMakeNoSenseAreUnknown_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("nanos");
    QTest::addColumn<std::optional<Instant>>("expected");
    const auto at = [](qint64 ms) { return std::optional(Instant(Milliseconds(ms))); };
    QTest::newRow("now") << qint64(1'700'000'000) << 123'456'789 << at(1'700'000'000'123);
    QTest::newRow("zero") << qint64(0) << 0 << std::optional<Instant>();
    QTest::newRow("year 1") << qint64(-62'135'596'800) << 0 << std::optional<Instant>();
    QTest::newRow("before 1970") << qint64(-1) << 0 << std::optional<Instant>();
    QTest::newRow("last second of 9999") << qint64(253'402'300'799) << 0 << at(253'402'300'799'000);
    QTest::newRow("year 10000") << qint64(253'402'300'800) << 0 << std::optional<Instant>();
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << 0 << std::optional<Instant>();
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << 0 << std::optional<Instant>();
}

void TestConvert::timesThatMakeNoSenseAreUnknown()
{
    QFETCH(const qint64, seconds);
    QFETCH(const int, nanos);
    QFETCH(const std::optional<Instant>, expected);
    google::protobuf::Timestamp time;
    time.set_seconds(seconds);
    time.set_nanos(nanos);
    QVERIFY(convert::instant(time) == expected);
}

void TestConvert::durationsThatMakeNoSenseAreUnknown_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<std::optional<qint64>>("expectedMs");
    QTest::newRow("zero") << qint64(0) << std::optional<qint64>(0);
    QTest::newRow("30 days") << qint64(2'592'000) << std::optional<qint64>(2'592'000'000);
    QTest::newRow("negative") << qint64(-1) << std::optional<qint64>();
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << std::optional<qint64>();
}

void TestConvert::durationsThatMakeNoSenseAreUnknown()
{
    QFETCH(const qint64, seconds);
    QFETCH(const std::optional<qint64>, expectedMs);
    google::protobuf::Duration duration;
    duration.set_seconds(seconds);
    const auto result = convert::duration(duration);
    QCOMPARE(result.has_value(), expectedMs.has_value());
    if (result)
        QCOMPARE(result->count(), *expectedMs);
}

void TestConvert::enumsOfANewerServerAreUnspecified()
{
    api::ListWorkflowExecutionsResponse list;
    list.add_executions()->set_status(static_cast<enums::WorkflowExecutionStatus>(99));
    list.add_executions()->set_status(static_cast<enums::WorkflowExecutionStatus>(-7));
    list.add_executions()->set_status(enums::WORKFLOW_EXECUTION_STATUS_PAUSED);
    const ExecutionPage page = convert::executionPage(list);
    QCOMPARE(page.row(0).status, ExecutionStatus::Unspecified);
    QCOMPARE(page.row(1).status, ExecutionStatus::Unspecified);
    QCOMPARE(page.row(2).status, ExecutionStatus::Paused);

    api::DescribeWorkflowExecutionResponse describe;
    describe.add_pending_activities()->set_state(static_cast<enums::PendingActivityState>(1000));
    describe.add_pending_children()->set_parent_close_policy(static_cast<enums::ParentClosePolicy>(1000));
    const ExecutionDescription description = convert::description(describe);
    QCOMPARE(description.pendingActivities[0].state, ActivityState::Unspecified);
    QCOMPARE(description.pendingChildren[0].parentClosePolicy, QString());

    api::DescribeNamespaceResponse ns;
    ns.mutable_namespace_info()->set_state(static_cast<enums::NamespaceState>(17));
    QCOMPARE(convert::namespaceInfo(ns).state, NamespaceState::Unknown);
}

void TestConvert::theUnsetYearOneIsUnknownInADescription()
{
    api::DescribeWorkflowExecutionResponse response;
    auto &activity = *response.add_pending_activities();
    activity.mutable_last_heartbeat_time()->set_seconds(-62'135'596'800);
    activity.mutable_scheduled_time()->set_seconds(1'700'000'000);
    const auto result = convert::description(response).pendingActivities[0];
    QCOMPARE(result.lastHeartbeatTime, std::nullopt);
    QVERIFY(result.scheduledTime == Instant(std::chrono::seconds(1'700'000'000)));
}

void TestConvert::anEmptyAnswerIsAnEmptyValue()
{
    QVERIFY(convert::description({}) == ExecutionDescription{});
    QVERIFY(convert::namespaceInfo({}) == NamespaceInfo{});
    QCOMPARE(convert::executionPage({}).size(), std::size_t(0));
    QVERIFY(convert::historyEvents({}).empty());
}

void TestConvert::activityEventsNameTheirActivity()
{
    temporal::api::history::v1::History history;
    // Newest first, as the reverse call sends them: the scheduled event comes last.
    auto &completed = *history.add_events();
    completed.set_event_id(7);
    completed.set_event_type(enums::EVENT_TYPE_ACTIVITY_TASK_COMPLETED);
    completed.mutable_activity_task_completed_event_attributes()->set_scheduled_event_id(5);
    completed.mutable_activity_task_completed_event_attributes()->set_identity("worker");
    auto &scheduled = *history.add_events();
    scheduled.set_event_id(5);
    scheduled.set_event_type(enums::EVENT_TYPE_ACTIVITY_TASK_SCHEDULED);
    scheduled.mutable_activity_task_scheduled_event_attributes()->set_activity_id("upsert");
    auto &elsewhere = *history.add_events();
    elsewhere.set_event_type(enums::EVENT_TYPE_ACTIVITY_TASK_STARTED);
    elsewhere.mutable_activity_task_started_event_attributes()->set_scheduled_event_id(2);

    const auto events = convert::historyEvents(history);
    QCOMPARE(events[0].type, u"ActivityTaskCompleted"_s);
    QCOMPARE(events[0].activityId, u"upsert"_s);
    QCOMPARE(events[0].scheduledEventId, qint64(5));
    QCOMPARE(events[0].identity, u"worker"_s);
    QCOMPARE(events[1].activityId, u"upsert"_s);
    QCOMPARE(events[2].activityId, QString());
}

void TestConvert::aRequestToCancelSaysWhoAndWhy()
{
    temporal::api::history::v1::History history;
    auto &request = *history.add_events();
    request.set_event_type(enums::EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED);
    request.mutable_workflow_execution_cancel_requested_event_attributes()->set_cause("INC-7");
    request.mutable_workflow_execution_cancel_requested_event_attributes()->set_identity("ada");
    const auto events = convert::historyEvents(history);
    QCOMPARE(events[0].reason, u"INC-7"_s);
    QCOMPARE(events[0].identity, u"ada"_s);
}

void TestConvert::anEventOfANewerServerKeepsItsNumber()
{
    temporal::api::history::v1::History history;
    history.add_events()->set_event_type(static_cast<enums::EventType>(4711));
    const auto events = convert::historyEvents(history);
    QCOMPARE(events[0].type, u"EventType 4711"_s);
    QCOMPARE(events[0].summary, QString());
    QCOMPARE(events[0].time, std::nullopt);
}

void TestConvert::terminationKeepsReasonDetailsAndPrincipal()
{
    temporal::api::history::v1::History history;
    auto &event = *history.add_events();
    event.set_event_type(enums::EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED);
    event.mutable_principal()->set_type("jwt");
    event.mutable_principal()->set_name("sub-1");
    auto &attributes = *event.mutable_workflow_execution_terminated_event_attributes();
    attributes.set_reason("stuck\n<b>");
    attributes.set_identity("ada@signalbox/1");
    attributes.mutable_details()->add_payloads()->set_data("\"why \\u00e4\"");
    const auto events = convert::historyEvents(history);
    QCOMPARE(events[0].reason, u"stuck\n<b>"_s);
    QCOMPARE(events[0].details, u"why ä"_s);
    QCOMPARE(events[0].identity, u"ada@signalbox/1"_s);
    QCOMPARE(events[0].principalType, u"jwt"_s);
    QCOMPARE(events[0].principalName, u"sub-1"_s);
    QVERIFY(events[0].summary.contains(u"reason: \"stuck\\n<b>\""_s));

    attributes.mutable_details()->add_payloads()->set_data("2");
    QCOMPARE(convert::historyEvents(history)[0].details, QString());
}

void TestConvert::summariesAreCutAtFourKilobytes()
{
    temporal::api::history::v1::History history;
    auto &event = *history.add_events();
    event.set_event_type(enums::EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED);
    auto &attributes = *event.mutable_workflow_execution_signaled_event_attributes();
    for (int i = 0; i < 10; ++i)
        attributes.mutable_input()->add_payloads()->set_data(std::string(2 << 20, 'x'));
    const QString summary = convert::historyEvents(history)[0].summary;
    QVERIFY(summary.size() <= 4097);
    QVERIFY(summary.size() > 2000);
    QVERIFY(summary.endsWith(u'…'));
}

void TestConvert::summariesShowOddBytesEscaped()
{
    temporal::api::history::v1::History history;
    auto &event = *history.add_events();
    event.set_event_type(enums::EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED);
    auto &attributes = *event.mutable_workflow_execution_signaled_event_attributes();
    attributes.set_signal_name("grün");
    attributes.mutable_input()->add_payloads()->set_data(std::string("\x00\xff\n", 3));
    const QString summary = convert::historyEvents(history)[0].summary;
    QVERIFY2(summary.contains(u"grün"_s), qPrintable(summary));
    QVERIFY2(summary.contains(u"\\000\\377\\n"_s), qPrintable(summary));
}

void TestConvert::aFailureKeepsItsCauses()
{
    temporal::api::failure::v1::Failure message;
    message.set_message("Activity task timed out");
    message.mutable_activity_failure_info()->mutable_activity_type()->set_name("charge");
    auto &timeout = *message.mutable_cause();
    timeout.mutable_timeout_failure_info()->set_timeout_type(enums::TIMEOUT_TYPE_SCHEDULE_TO_CLOSE);
    auto &error = *timeout.mutable_cause();
    error.set_message("db-7:5432 refused");
    error.set_source("PythonSDK");
    error.set_stack_trace("File \"worker.py\"");
    error.mutable_application_failure_info()->set_type("ConnectionError");
    error.mutable_application_failure_info()->set_non_retryable(true);
    const Failure failure = convert::failure(message);
    QCOMPARE(failure.links.size(), std::size_t(3));
    QCOMPARE(failure.omitted, 0);
    QCOMPARE(failure.links[0].kind, FailureKind::Activity);
    QCOMPARE(failure.links[0].subject, u"charge"_s);
    QCOMPARE(failure.links[1].kind, FailureKind::Timeout);
    QCOMPARE(failure.links[1].subject, u"ScheduleToClose"_s);
    FailureLink expected;
    expected.kind = FailureKind::Application;
    expected.message = u"db-7:5432 refused"_s;
    expected.type = u"ConnectionError"_s;
    expected.source = u"PythonSDK"_s;
    expected.stackTrace = u"File \"worker.py\""_s;
    expected.isNonRetryable = true;
    QVERIFY(failure.links[2] == expected);
}

void TestConvert::aChainWithoutEndKeepsItsInnermostCause()
{
    temporal::api::failure::v1::Failure message;
    auto *at = &message;
    for (int depth = 0; depth < 5'000; ++depth) {
        at->set_message("wrapper " + std::to_string(depth));
        at = at->mutable_cause();
    }
    at->set_message("the disk is full");
    const Failure failure = convert::failure(message);
    QCOMPARE(failure.links.size(), std::size_t(20));
    QCOMPARE(failure.omitted, 5'001 - 20);
    QCOMPARE(failure.links[18].message, u"wrapper 18"_s);
    QCOMPARE(failure.links[19].message, u"the disk is full"_s);
}

void TestConvert::longTextsOfAFailureAreCut()
{
    temporal::api::failure::v1::Failure message;
    message.set_message(std::string(1 << 20, 'm'));
    message.set_stack_trace(std::string(1 << 20, 's'));
    const FailureLink link = convert::failure(message).links.at(0);
    QCOMPARE(link.message.size(), 16 * 1024 + 1);
    QCOMPARE(link.stackTrace.size(), 64 * 1024 + 1);
    QVERIFY(link.message.endsWith(u'…') && link.stackTrace.endsWith(u'…'));
}

void TestConvert::anEncodedFailureIsReadOrNamed()
{
    temporal::api::failure::v1::Failure message;
    message.set_message("Encoded failure");
    message.mutable_application_failure_info()->set_type("ConnectionError");
    auto &encoded = *message.mutable_encoded_attributes();
    (*encoded.mutable_metadata())["encoding"] = "json/plain";
    encoded.set_data(R"({"message": "db-7 refused", "stack_trace": "line 1"})");
    FailureLink link = convert::failure(message).links.at(0);
    QVERIFY(!link.isEncrypted);
    QCOMPARE(link.message, u"db-7 refused"_s);
    QCOMPARE(link.stackTrace, u"line 1"_s);

    (*encoded.mutable_metadata())["encoding"] = "binary/encrypted";
    link = convert::failure(message).links.at(0);
    QVERIFY(link.isEncrypted);
    QCOMPARE(link.message, QString());
    QCOMPARE(link.type, u"ConnectionError"_s);
}

void TestConvert::everyPayloadOfAnEventIsNamed()
{
    temporal::api::history::v1::History history;
    auto &started = *history.add_events()->mutable_workflow_execution_started_event_attributes();
    const auto set = [](auto &payload, const char *encoding, const char *data) {
        (*payload.mutable_metadata())["encoding"] = encoding;
        payload.set_data(data);
    };
    set(*started.mutable_input()->add_payloads(), "json/plain", "1");
    set(*started.mutable_input()->add_payloads(), "json/protobuf", "{}");
    (*started.mutable_input()->mutable_payloads(1)->mutable_metadata())["messageType"] = "ads.Bid";
    set((*started.mutable_header()->mutable_fields())["trace-id"], "binary/plain", "x");
    started.mutable_continued_failure()
        ->mutable_application_failure_info()
        ->mutable_details()
        ->add_payloads();
    auto &marker = *history.add_events()->mutable_marker_recorded_event_attributes();
    set(*(*marker.mutable_details())["version"].add_payloads(), "json/plain", "3");
    const auto events = convert::historyEvents(history);
    QVERIFY((events[0].values == std::vector<NamedPayload>{
                                     {u"input"_s, {u"json/plain"_s, {}, "1"}},
                                     {u"input 2"_s, {u"json/protobuf"_s, u"ads.Bid"_s, "{}"}},
                                     {u"header trace-id"_s, {u"binary/plain"_s, {}, "x"}},
                                 }));
    QCOMPARE(events[0].failure.links.size(), std::size_t(1));
    QCOMPARE(events[0].failure.links[0].details.size(), std::size_t(1));
    QVERIFY(
        (events[1].values == std::vector<NamedPayload>{{u"details version"_s, {u"json/plain"_s, {}, "3"}}}));
}

void TestConvert::limitsOfNothingAreNone()
{
    api::DescribeWorkflowExecutionResponse response;
    auto &activity = *response.add_pending_activities();
    activity.mutable_activity_options()->mutable_heartbeat_timeout();
    activity.mutable_activity_options()->mutable_start_to_close_timeout()->set_seconds(30);
    activity.mutable_activity_options()->mutable_schedule_to_close_timeout()->set_seconds(-1);
    const PendingActivity read = convert::description(response).pendingActivities[0];
    QCOMPARE(read.heartbeatTimeout, std::nullopt);
    QCOMPARE(read.scheduleToCloseTimeout, std::nullopt);
    QCOMPARE(read.startToCloseTimeout, std::optional<Milliseconds>(30'000));
}

void TestConvert::eventsNameWhatTheyAreAbout()
{
    temporal::api::history::v1::History history;
    auto &started = *history.add_events()->mutable_activity_task_started_event_attributes();
    started.set_attempt(3);
    started.mutable_last_failure()->set_message("refused");
    auto &task = *history.add_events()->mutable_workflow_task_failed_event_attributes();
    task.set_cause(enums::WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR);
    auto &timer = *history.add_events()->mutable_timer_started_event_attributes();
    timer.set_timer_id("5");
    timer.mutable_start_to_fire_timeout()->set_seconds(60);
    history.add_events()->mutable_workflow_execution_signaled_event_attributes()->set_signal_name("approve");
    auto &child = *history.add_events()->mutable_child_workflow_execution_started_event_attributes();
    child.mutable_workflow_type()->set_name("Index");
    child.set_initiated_event_id(9);
    const auto events = convert::historyEvents(history);
    QCOMPARE(events[0].attempt, 3);
    QCOMPARE(events[0].failure.links.at(0).message, u"refused"_s);
    QCOMPARE(events[1].cause, u"NonDeterministicError"_s);
    QCOMPARE(events[2].timerId, u"5"_s);
    QCOMPARE(events[2].timerLength, std::optional<Milliseconds>(60'000));
    QCOMPARE(events[3].subject, u"approve"_s);
    QCOMPARE(events[4].subject, u"Index"_s);
    QCOMPARE(events[4].initiatedEventId, qint64(9));
}

void TestConvert::countsAreToldByStatus()
{
    api::CountWorkflowExecutionsResponse response;
    const auto add = [&response](const char *status, qint64 count) {
        auto &group = *response.add_groups();
        group.add_group_values()->set_data(status);
        group.set_count(count);
    };
    add("\"Completed\"", 41);
    add("\"TimedOut\"", 2);
    add("\"Vanished\"", 1); // of a server to come
    response.add_groups()->set_count(5);
    const StatusCounts expected{{ExecutionStatus::Completed, 41}, {ExecutionStatus::TimedOut, 2}};
    QCOMPARE(convert::statusCounts(response), expected);
    QCOMPARE(convert::openCounts(response), OpenCounts());
}

QTEST_GUILESS_MAIN(TestConvert)
#include "tst_convert.moc"
