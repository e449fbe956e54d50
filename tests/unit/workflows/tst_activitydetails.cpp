// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/activitydetails.h"

#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "tests/fake/failures.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant now{std::chrono::seconds(1'800'000'000)};

PendingActivity failing()
{
    PendingActivity activity;
    activity.activityId = u"12"_s;
    activity.type = u"charge"_s;
    activity.state = ActivityState::Scheduled;
    activity.attempt = 17;
    activity.maximumAttempts = 20;
    activity.lastWorker = u"812@host"_s;
    activity.scheduledTime = now - 2h;
    activity.nextAttemptTime = now + 41s;
    activity.retryInterval = 100s;
    activity.startToCloseTimeout = 10min;
    activity.heartbeatTimeout = 30s;
    activity.lastHeartbeatTime = now - 9s;
    activity.heartbeatDetails = {{u"json/plain"_s, {}, R"({"row":7})"}};
    activity.lastFailure = fake::stepFailed();
    activity.lastFailure.links[1].stackTrace = u"  File \"worker.py\", line 3\n    connect()\n"_s;
    activity.lastFailure.links[1].source = u"PythonSDK"_s;
    return activity;
}

} // namespace

class TestActivityDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellAllThatIsKnown();
    void sayWhereTheInputIs();
    void nameWhatIsEncryptedAndWhatWasLeftOut();
    void showServerTextAsPlainText();
    void pulseFollowsTheClock();
};

void TestActivityDetails::tellAllThatIsKnown()
{
    HistoryEvent scheduled;
    scheduled.values = {{u"input"_s, {u"json/protobuf"_s, u"ads.Bid"_s, R"({"id":7})"}}};
    const QString expected = uR"(Last failure, from the wrapper to the cause
  1. ApplicationError: step failed
  2. ConnectionError: db-7:5432 refused [PythonSDK]
     File "worker.py", line 3
         connect()

Attempts
  attempt 17 of 20
  scheduled %1
  next try %2
  waits 1 m 40 s between tries
  last worker 812@host

Heartbeat
  last heartbeat %3
  json/plain, 9 bytes
  {
    "row": 7
  }

Timeouts
  start to close 10 m 00 s
  heartbeat 30 s

Input
  input: json/protobuf of ads.Bid, 8 bytes
  {
    "id": 7
  })"_s.arg(formatZonedTime(now - 2h), formatZonedTime(now + 41s), formatZonedTime(now - 9s));
    QCOMPARE(activityDetails(failing(), &scheduled), expected);
}

void TestActivityDetails::sayWhereTheInputIs()
{
    QVERIFY(activityDetails(failing(), nullptr).endsWith("were not read: Load older."_L1));
    const HistoryEvent without;
    QVERIFY(activityDetails(failing(), &without).endsWith("Input\n  none"_L1));
}

void TestActivityDetails::nameWhatIsEncryptedAndWhatWasLeftOut()
{
    PendingActivity activity = failing();
    activity.lastFailure =
        fake::failed({fake::link(u"step failed"_s), fake::encryptedLink(u"ConnectionError"_s)});
    activity.lastFailure.omitted = 480;
    const QString details = activityDetails(activity, nullptr);
    QVERIFY2(details.contains(u"  1. step failed\n"
                              "  … 480 more between …\n"
                              "  482. ConnectionError (its message is encrypted)\n"
                              "     Its stack trace is encrypted too.\n"_s),
             qPrintable(details));
}

void TestActivityDetails::showServerTextAsPlainText()
{
    PendingActivity activity = failing();
    const QString hostile = u"a\u202Eb\rc"_s;
    activity.lastFailure.links[0].message = activity.lastFailure.links[0].type = hostile;
    activity.lastFailure.links[1].stackTrace = activity.lastFailure.links[1].source = hostile;
    activity.lastWorker = hostile;
    activity.heartbeatDetails = {{hostile, hostile, hostile.toUtf8()}};
    HistoryEvent scheduled;
    scheduled.values = {{hostile, {hostile, hostile, hostile.toUtf8()}}};
    const QString details = activityDetails(activity, &scheduled);
    QVERIFY(!details.contains(QChar(0x202E)) && !details.contains(u'\r'));
    QVERIFY(details.count(u"‹U+202E›"_s) >= 7);
}

void TestActivityDetails::pulseFollowsTheClock()
{
    QCOMPARE(activityPulse(failing(), now), u"next try in 41 s · last heartbeat 9 s ago"_s);
    PendingActivity running = failing();
    running.state = ActivityState::Started;
    running.lastStartedTime = now - 5s;
    running.nextAttemptTime.reset();
    running.lastHeartbeatTime.reset();
    QCOMPARE(activityPulse(running, now + 1s), u"runs for 6 s · no heartbeat yet"_s);
}

QTEST_APPLESS_MAIN(TestActivityDetails)
#include "tst_activitydetails.moc"
