// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/status.h"

#include "models/base/format.h"
#include "tests/fake/temporalquery.h"
#include "tests/unit/app/statusworld.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// Of a queue's: what isn't known has to be there, as null.
QStringList valuesThatAreNotNull(const QJsonObject &queue)
{
    QStringList keys;
    for (const QString &key : {u"workflow_backlog"_s, u"activity_backlog"_s, u"oldest_task_s"_s,
                               u"workflow_pollers"_s, u"activity_pollers"_s})
        if (!queue[key].isNull()) // what isn't there is undefined
            keys << key;
    return keys;
}

QStringList sortedKeys(const QJsonObject &object)
{
    return object.keys();
}

StatusReport withSignals(const std::vector<Signal> &shown)
{
    StatusReport report;
    report.complete = true;
    StatusReport::Namespace ns;
    for (const Signal signal : shown) {
        StatusReport::Queue queue;
        queue.signal = signal;
        ns.queues.push_back(queue);
    }
    report.namespaces.push_back(ns);
    return report;
}

} // namespace

Q_DECLARE_METATYPE(StatusReport)

class TestStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitsByTheWorst_data();
    void exitsByTheWorst();
    void printsTheWholeSchema();
    void tellsWhatANamespaceShowsByItself();
    void infersFromTheOldestTask();
    void isPendingWhileTheOldestIsYoung();
    void tellsWhatPeopleSaid();
    void tellsAnAgeInSeconds();
    void hasNullsForWhatIsNotKnown();
    void hasNullsForANamespaceItMayNotRead();
    void hasNullsForANamespaceThatGoesMeanwhile();
    void reportsWhatItHasAfterTheTimeout();
    void isUnknownWhenNothingAnswers();
    void theLastSentenceSaysWhatToDo();
    void isUnknownWhenRefused();
    void keepsBigNumbersAndFractions();
    void writesATableForPeople();
};

void TestStatus::exitsByTheWorst_data()
{
    QTest::addColumn<StatusReport>("report");
    QTest::addColumn<int>("code");
    using S = Signal;
    QTest::newRow("nothing at all") << withSignals({}) << 0;
    QTest::newRow("clear") << withSignals({S::Clear, S::Clear}) << 0;
    QTest::newRow("caution") << withSignals({S::Clear, S::Caution}) << 1;
    QTest::newRow("danger") << withSignals({S::Clear, S::Danger}) << 2;
    QTest::newRow("unknown") << withSignals({S::Clear, S::Unknown}) << 3;
    QTest::newRow("unknown over caution") << withSignals({S::Caution, S::Unknown}) << 3;
    QTest::newRow("danger over unknown") << withSignals({S::Unknown, S::Danger, S::Caution}) << 2;
    StatusReport report = withSignals({S::Clear});
    report.complete = false;
    QTest::newRow("not complete") << report << 3;
    report = withSignals({S::Clear});
    report.namespaces[0].assessment.signal = S::Caution;
    QTest::newRow("a namespace's own caution") << report << 1;
    report = withSignals({S::Clear});
    report.alerts.emplace_back().signal = S::Danger; // its key is the cluster's
    QTest::newRow("the cluster's danger") << report << 2;
    report = withSignals({S::Danger});
    report.complete = false;
    QTest::newRow("not complete, danger") << report << 2;
    report = withSignals({S::Clear});
    report.namespaces[0].trouble = u"you may not read this namespace"_s;
    QTest::newRow("a namespace in trouble") << report << 3;
}

void TestStatus::exitsByTheWorst()
{
    QFETCH(StatusReport, report);
    QFETCH(int, code);
    QCOMPARE(exitCode(report), code);
}

void TestStatus::printsTheWholeSchema()
{
    StatusWorld world;
    world.serve();
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 0);
    const QJsonObject root = parsed(report);
    QCOMPARE(sortedKeys(root),
             QStringList({u"alerts"_s, u"identity"_s, u"namespaces"_s, u"profile"_s, u"time"_s}));
    QCOMPARE(root[u"profile"_s], u"demo"_s);
    QCOMPARE(root[u"time"_s], u"2026-11-24T10:00:00Z"_s);
    QCOMPARE(root[u"identity"_s].toObject(), (QJsonObject{{u"user"_s, u"ada"_s}, {u"admin"_s, true}}));
    QCOMPARE(root[u"alerts"_s].toArray().size(), 0);
    const QJsonArray namespaces = root[u"namespaces"_s].toArray();
    QCOMPARE(namespaces.size(), 2); // temporal-system is hidden
    const QJsonObject ns = namespaces[0].toObject();
    QCOMPARE(sortedKeys(ns), QStringList({u"name"_s, u"queues"_s, u"retention_days"_s, u"running"_s,
                                          u"signal"_s, u"state"_s}));
    QCOMPARE(ns[u"signal"_s], u"clear"_s);
    QCOMPARE(ns[u"name"_s], u"ns"_s);
    QCOMPARE(ns[u"state"_s], u"registered"_s);
    QCOMPARE(ns[u"retention_days"_s], 3);
    QCOMPARE(ns[u"running"_s], 2);
    QJsonObject busy = queueOf(root, u"ns"_s, u"ns.busy"_s);
    const QJsonObject cause = busy.take(u"cause"_s).toObject();
    const QJsonObject expected{
        {u"name"_s, u"ns.busy"_s},    {u"owner"_s, u"Team"_s}, {u"workflow_backlog"_s, 3},
        {u"activity_backlog"_s, 2},   {u"oldest_task_s"_s, 0}, {u"workflow_pollers"_s, 1},
        {u"activity_pollers"_s, 1},   {u"in_per_s"_s, 0},      {u"out_per_s"_s, 0},
        {u"drain_s"_s, QJsonValue()}, {u"checked_s"_s, 0},     {u"signal"_s, u"clear"_s}};
    QCOMPARE(busy, expected);
    QCOMPARE(sortedKeys(cause), QStringList({u"also"_s, u"code"_s, u"evidence"_s, u"next"_s, u"not_known"_s,
                                             u"ruled_out"_s, u"sentence"_s}));
    QCOMPARE(cause[u"code"_s], u"just_loaded"_s);
    const QJsonObject line = cause[u"evidence"_s].toArray()[0].toObject();
    const QJsonObject first{{u"what"_s, u"workflow tasks that wait"_s},
                            {u"value"_s, u"3"_s},
                            {u"source"_s, u"DescribeTaskQueue"_s},
                            {u"age_s"_s, 0}};
    QCOMPARE(line, first);
    QVERIFY(queueOf(root, u"ns"_s, u"ns.calm"_s)[u"cause"_s].isNull());
    QCOMPARE(whyText(report), QString());
    QCOMPARE(queueOf(root, u"ns"_s, u"ns.calm"_s)[u"owner"_s], QJsonValue(QJsonValue::Null));
}

void TestStatus::tellsWhatANamespaceShowsByItself()
{
    StatusWorld world;
    world.serve();
    Execution failing;
    failing.workflowId = failing.runId = u"w"_s;
    failing.type = fake::brokenType;
    failing.taskQueue = world.busy.queue;
    failing.status = ExecutionStatus::Running;
    world.server.setExecutions(u"ns"_s, {failing});
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 1);
    const QJsonObject root = parsed(report);
    QCOMPARE(root[u"namespaces"_s].toArray()[0].toObject()[u"signal"_s], u"caution"_s);
    QCOMPARE(queueOf(root, u"ns"_s, u"ns.busy"_s)[u"signal"_s], u"clear"_s);
    const QJsonObject expected{{u"rule"_s, u"task_failures"_s},
                               {u"namespace"_s, u"ns"_s},
                               {u"queue"_s, QJsonValue()},
                               {u"state"_s, u"pending"_s},
                               {u"value"_s, 1},
                               {u"task_type"_s, QJsonValue()},
                               {u"threshold"_s, 0},
                               {u"since"_s, u"2026-11-24T10:00:00Z"_s}};
    QCOMPARE(root[u"alerts"_s].toArray()[0].toObject(), expected);
    const QString text = toText(report);
    QVERIFY2(text.contains(u"1 running  caution: workflow tasks fail in 1 of its runs, for 0 s of 2 m"_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"  pending  task_failures  ns  1 > 0  since "_s), qPrintable(text));
}

void TestStatus::infersFromTheOldestTask()
{
    StatusWorld world;
    world.serve();
    world.setQueue(world.busy, 150, 0, 300s);
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 2);
    const QJsonObject root = parsed(report);
    QCOMPARE(queueOf(root, u"ns"_s, u"ns.busy"_s)[u"signal"_s], u"danger"_s);
    const QJsonObject expected{{u"rule"_s, u"backlog"_s},  {u"namespace"_s, u"ns"_s},
                               {u"queue"_s, u"ns.busy"_s}, {u"state"_s, u"firing"_s},
                               {u"value"_s, 150},          {u"task_type"_s, u"workflow"_s},
                               {u"threshold"_s, 100},      {u"since"_s, u"2026-11-24T09:55:00Z"_s},
                               {u"inferred"_s, true}};
    QCOMPARE(root[u"alerts"_s].toArray(), QJsonArray{expected});
}

void TestStatus::tellsWhatPeopleSaid()
{
    StatusWorld world;
    world.serve();
    world.setQueue(world.busy, 150, 0, 300s);
    StatusReport report = world.report();
    const Alert &alert = report.alerts.at(0);
    QVERIFY(!parsed(report)[u"alerts"_s].toArray()[0].toObject().contains(u"acknowledged_by"_s)); // not known
    report.said.emplace(keyOf(alert), AlertSaid());
    QJsonObject said = parsed(report)[u"alerts"_s].toArray()[0].toObject();
    for (const QString &key : {u"acknowledged_by"_s, u"snoozed_by"_s, u"snoozed_until"_s})
        QVERIFY2(said.contains(key) && said[key].isNull(), qPrintable(key));
    Mark mark;
    mark.alert = keyOf(alert);
    mark.person = u"ada"_s;
    report.said[mark.alert].acknowledged = mark;
    mark.person = u"bob"_s;
    mark.until = Instant(1'764'500'000s);
    report.said[mark.alert].snoozed = mark;
    said = parsed(report)[u"alerts"_s].toArray()[0].toObject();
    QCOMPARE(said[u"acknowledged_by"_s], u"ada"_s);
    QCOMPARE(said[u"snoozed_by"_s], u"bob"_s);
    QCOMPARE(said[u"snoozed_until"_s], formatIso(*mark.until));
    QVERIFY2(toText(report).contains(u" (acknowledged by ada) (snoozed by bob until 2025-11-30T"_s),
             qPrintable(toText(report)));
}

void TestStatus::tellsAnAgeInSeconds()
{
    StatusWorld world;
    world.serve();
    world.setQueue(world.busy, 3, 0, 601s);
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 1);
    const QJsonObject alert = parsed(report)[u"alerts"_s].toArray()[0].toObject();
    QCOMPARE(alert[u"rule"_s], u"oldest_task"_s);
    QCOMPARE(alert[u"value"_s], 601);
    QVERIFY2(toText(report).contains(u"10 m 01 s > 10 m 00 s"_s), qPrintable(toText(report)));
}

void TestStatus::isPendingWhileTheOldestIsYoung()
{
    StatusWorld world;
    world.serve();
    world.setQueue(world.busy, 101, 0, 299s);
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 1);
    const QJsonObject alert = parsed(report)[u"alerts"_s].toArray()[0].toObject();
    QCOMPARE(alert[u"state"_s], u"pending"_s);
    QCOMPARE(alert[u"since"_s], u"2026-11-24T10:00:00Z"_s);
    QVERIFY(!alert.contains(u"inferred"_s));
}

void TestStatus::hasNullsForWhatIsNotKnown()
{
    StatusWorld world;
    world.serve();
    world.profile.queues = {{u"other"_s, u"quiet"_s}};
    world.setQueue(world.calm, 0, 0, 0s, 0);
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 3);
    const QJsonObject root = parsed(report);
    const QJsonObject quiet = queueOf(root, u"other"_s, u"quiet"_s);
    QCOMPARE(quiet[u"signal"_s], u"unknown"_s);
    QCOMPARE(valuesThatAreNotNull(quiet), QStringList());
    const QJsonObject calm = queueOf(root, u"ns"_s, u"ns.calm"_s);
    QCOMPARE(calm[u"workflow_backlog"_s], 0);
    QVERIFY(calm[u"activity_backlog"_s].isNull());
}

void TestStatus::hasNullsForANamespaceItMayNotRead()
{
    StatusWorld world;
    world.serve();
    world.profile.queues = {{u"vault"_s, u"vault.q"_s}};
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 3);
    const QJsonObject ns = parsed(report)[u"namespaces"_s].toArray()[0].toObject();
    QCOMPARE(ns[u"name"_s], u"vault"_s);
    for (const QString &key : {u"state"_s, u"retention_days"_s, u"running"_s})
        QVERIFY2(ns.contains(key) && ns[key].isNull(), qPrintable(key));
    const QJsonObject queue = ns[u"queues"_s].toArray()[0].toObject();
    QCOMPARE(queue[u"name"_s], u"vault.q"_s);
    QCOMPARE(queue[u"signal"_s], u"unknown"_s);
    QCOMPARE(valuesThatAreNotNull(queue), QStringList());
    QCOMPARE(world.server.calls(u"DescribeTaskQueue"_s), 0);
}

void TestStatus::hasNullsForANamespaceThatGoesMeanwhile()
{
    StatusWorld world;
    world.serve();
    world.profile.queues = {world.busy};
    world.server.failNext(u"CountWorkflowExecutions"_s, u"NOT_FOUND"_s, {}, fake::TemporalServer::always);
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 3);
    const QJsonObject busy = queueOf(parsed(report), u"ns"_s, u"ns.busy"_s);
    QCOMPARE(busy[u"signal"_s], u"unknown"_s);
    QCOMPARE(valuesThatAreNotNull(busy), QStringList());
}

void TestStatus::reportsWhatItHasAfterTheTimeout()
{
    StatusWorld world;
    world.serve();
    world.server.holdNext(u"DescribeTaskQueue"_s, fake::TemporalServer::always);
    const StatusReport report = world.report(500ms);
    QVERIFY(!report.complete);
    QCOMPARE(exitCode(report), 3);
    const QJsonObject root = parsed(report);
    QCOMPARE(root[u"namespaces"_s].toArray()[0].toObject()[u"running"_s], 2);
    const QJsonObject busy = queueOf(root, u"ns"_s, u"ns.busy"_s);
    QCOMPARE(busy[u"signal"_s], u"unknown"_s);
    QVERIFY(busy[u"workflow_backlog"_s].isNull());
}

void TestStatus::isUnknownWhenNothingAnswers()
{
    StatusWorld world;
    world.server.failNext({}, u"UNAVAILABLE"_s, {}, fake::TemporalServer::always);
    const StatusReport report = world.report();
    QVERIFY(report.namespaces.empty());
    QCOMPARE(exitCode(report), 3);
    QVERIFY(report.failure);
    const QString last = exitSentence(*report.failure);
    QVERIFY2(last.contains(u"No answer from "_s + world.server.address()), qPrintable(last));
    QVERIFY2(!last.contains(u"keeps trying"_s), qPrintable(last));
}

void TestStatus::theLastSentenceSaysWhatToDo()
{
    QCOMPARE(exitSentence({ErrorKind::Unreachable, {}, {}, u"sso:8443"_s, {}}),
             u"No answer from sso:8443. Check the network and the profile, then run it again."_s);
    QCOMPARE(exitSentence({ErrorKind::Cancelled, {}, {}, {}, {}}), u"This was cancelled."_s);
}

void TestStatus::isUnknownWhenRefused()
{
    StatusWorld world;
    world.serve();
    world.server.failNext({}, u"PERMISSION_DENIED"_s, u"Request unauthorized."_s,
                          fake::TemporalServer::always);
    const StatusReport report = world.report();
    QCOMPARE(exitCode(report), 3);
    QVERIFY(report.failure);
    QCOMPARE(report.failure->detail, u"Request unauthorized."_s);
    QVERIFY(toText(report).contains(u"Not everything was answered"_s));
}

void TestStatus::keepsBigNumbersAndFractions()
{
    StatusReport report;
    StatusReport::Namespace ns;
    ns.running = 9'007'199'254'740'993;
    ns.retention = 36h;
    report.namespaces.push_back(ns);
    const QByteArray json = toJson(report);
    QVERIFY(json.contains("9007199254740993"));
    QVERIFY(json.contains("\"retention_days\": 1.5"));
    QVERIFY(json.contains("\"user\": null"));
    QVERIFY(json.endsWith("}\n"));
}

void TestStatus::writesATableForPeople()
{
    StatusWorld world;
    world.serve();
    world.setRunning(u"ns"_s, {world.busy.queue, u"esc\u001b[31m\nq"_s});
    world.setQueue(world.busy, 150, 0, 372s, 0);
    const StatusReport got = world.report();
    const QString text = toText(got);
    QVERIFY(text.startsWith(u"demo  2026-11-24T10:00:00Z  ada\n"_s));
    QVERIFY(text.contains(u"ns  registered  retention 3 d  2 running\n"_s));
    QVERIFY2(text.contains(u"nobody polls for its 150 workflow tasks\n"_s), qPrintable(text));
    QVERIFY(
        text.contains(u"firing  backlog  ns/ns.busy  150 > 100  since 2026-11-24T09:53:48Z (inferred)\n"_s));
    QVERIFY(text.contains(u"esc\\x1b[31m\\x0aq"_s));
    QVERIFY(!text.contains(QChar(0x1b)));
    const QString why = whyText(got);
    QVERIFY2(why.startsWith(
                 u"\nns/ns.busy: nobody polls for its 150 workflow tasks\n  Next: start a worker for it\n"
                 "  workflow tasks that wait: 150 (DescribeTaskQueue, 0 s ago)\n"_s),
             qPrintable(why));
    QVERIFY2(why.contains(
                 u"\n  rule backlog: over 100, by the age of its oldest task (inferred) (the runbook)\n"_s),
             qPrintable(why));
    // Columns stand under each other.
    const QStringList lines = text.split(u'\n');
    const auto header = lines.indexOf(QRegularExpression(u"^  SIGNAL .*"_s));
    QVERIFY(header > 0);
    QCOMPARE(lines[header].indexOf(u"WHAT IT SAYS"_s), lines[header + 2].indexOf(u"nobody polls"_s));
}

QTEST_GUILESS_MAIN(TestStatus)
#include "tst_status.moc"
