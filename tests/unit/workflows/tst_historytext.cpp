// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/historytext.h"

#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/workflows/payloadtext.h"
#include "tests/fake/failures.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant then{std::chrono::seconds(1'800'000'000)};

HistoryEvent eventOf(qint64 id, const QString &type, const QString &subject = {})
{
    HistoryEvent made;
    made.id = id;
    made.time = then;
    made.type = type;
    made.subject = subject;
    made.summary = u"field: 1\nother: 2"_s;
    return made;
}

/// 5: charge (12) scheduled, 6: started by a worker, 9: a child asked for.
const HistoryEvent *eventById(qint64 id)
{
    static const std::vector<HistoryEvent> events = [] {
        std::vector<HistoryEvent> made{eventOf(5, u"ActivityTaskScheduled"_s, u"charge"_s),
                                       eventOf(6, u"ActivityTaskStarted"_s),
                                       eventOf(9, u"StartChildWorkflowExecutionInitiated"_s, u"Index"_s)};
        made[0].activityId = u"12"_s;
        made[1].scheduledEventId = 5;
        made[1].identity = u"812@host"_s;
        return made;
    }();
    const auto found =
        std::find_if(events.begin(), events.end(), [id](const HistoryEvent &each) { return each.id == id; });
    return found == events.end() ? nullptr : &*found;
}

HistoryEvent ofActivity(const QString &type, const Failure &failure = {})
{
    HistoryEvent made = eventOf(7, type);
    made.scheduledEventId = 5;
    made.startedEventId = 6;
    made.failure = failure;
    return made;
}

} // namespace

Q_DECLARE_METATYPE(signalbox::HistoryEvent)

class TestHistoryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreInWords_data();
    void rowsAreInWords();
    void byNamesOnlyWhoActed();
    void textHoldsDecodedValuesAndCauses();
    void serverTextIsPlainText();
};

void TestHistoryText::rowsAreInWords_data()
{
    QTest::addColumn<HistoryEvent>("event");
    QTest::addColumn<QString>("words");
    QTest::newRow("activity scheduled") << *eventById(5) << u"charge (12)"_s;
    HistoryEvent started = ofActivity(u"ActivityTaskStarted"_s);
    QTest::newRow("activity started") << started << u"charge (12)"_s;
    started.attempt = 3;
    started.failure = fake::stepFailed();
    QTest::newRow("activity started again")
        << started
        << u"charge (12), attempt 3, the last attempt failed: ConnectionError: db-7:5432 refused"_s;
    QTest::newRow("activity failed") << ofActivity(u"ActivityTaskFailed"_s, fake::stepFailed())
                                     << u"charge (12), ConnectionError: db-7:5432 refused"_s;
    HistoryEvent unread = ofActivity(u"ActivityTaskCompleted"_s);
    unread.scheduledEventId = 2;
    QTest::newRow("activity whose scheduling was not read") << unread << u"activity"_s;
    HistoryEvent timer = eventOf(8, u"TimerStarted"_s);
    timer.timerId = u"5"_s;
    timer.timerLength = 3h;
    QTest::newRow("timer") << timer << u"timer 5 until %1"_s.arg(formatZonedTime(then + 3h));
    HistoryEvent fired = eventOf(9, u"TimerFired"_s);
    fired.timerId = u"5"_s;
    QTest::newRow("timer fired") << fired << u"timer 5"_s;
    QTest::newRow("signal") << eventOf(9, u"WorkflowExecutionSignaled"_s, u"approve"_s)
                            << u"signal approve"_s;
    QTest::newRow("marker") << eventOf(9, u"MarkerRecorded"_s, u"Version"_s) << u"marker Version"_s;
    HistoryEvent child = eventOf(10, u"ChildWorkflowExecutionFailed"_s);
    child.initiatedEventId = 9;
    child.failure = fake::failed({fake::link(u"bad"_s, u"ValueError"_s)});
    QTest::newRow("child failed") << child << u"Index, ValueError: bad"_s;
    HistoryEvent task = eventOf(11, u"WorkflowTaskFailed"_s);
    task.cause = u"NonDeterministicError"_s;
    QTest::newRow("workflow task failed") << task << u"NonDeterministicError"_s;
    HistoryEvent back = eventOf(11, u"WorkflowTaskFailed"_s);
    back.failure = fake::failed({fake::linkOf(FailureKind::Reset, u"INC-7"_s)});
    back.baseRunId = u"r1"_s;
    back.newRunId = u"r2"_s;
    QTest::newRow("brought back") << back << u"INC-7, brought back from run r1"_s;
    HistoryEvent end = eventOf(12, u"WorkflowExecutionTerminated"_s);
    end.reason = u"INC-7"_s;
    QTest::newRow("terminated") << end << u"INC-7"_s;
    HistoryEvent continued = eventOf(12, u"WorkflowExecutionContinuedAsNew"_s, u"Ingest"_s);
    continued.newRunId = u"r2"_s;
    QTest::newRow("continued") << continued << u"Ingest, goes on as run r2"_s;
    QTest::newRow("a kind without words")
        << eventOf(13, u"WorkflowPropertiesModified"_s) << u"field: 1 other: 2"_s;
}

void TestHistoryText::rowsAreInWords()
{
    QFETCH(HistoryEvent, event);
    QTEST(eventWords(event, eventById), "words");
}

void TestHistoryText::byNamesOnlyWhoActed()
{
    HistoryEvent done = ofActivity(u"ActivityTaskCompleted"_s);
    done.identity = u"812@host"_s;
    done.principalName = u"worker-token"_s;
    QCOMPARE(eventBy(done, eventById), QString());
    done.identity = u"ada@signalbox/1"_s;
    QCOMPARE(eventBy(done, eventById), u"ada@signalbox/1 · proved: worker-token"_s);
    HistoryEvent task = eventOf(3, u"WorkflowTaskCompleted"_s);
    task.identity = u"812@host"_s;
    QCOMPARE(eventBy(task, eventById), QString());
    HistoryEvent signal = eventOf(3, u"WorkflowExecutionSignaled"_s, u"approve"_s);
    signal.identity = u"eve"_s;
    QCOMPARE(eventBy(signal, eventById), u"eve"_s);
}

void TestHistoryText::textHoldsDecodedValuesAndCauses()
{
    HistoryEvent failed = ofActivity(u"ActivityTaskFailed"_s, fake::stepFailed());
    failed.values = {{u"details"_s, {u"json/plain"_s, {}, R"({"row":7})"}}};
    QCOMPARE(
        eventText(failed, eventById, previewBytes),
        u"charge (12)\n\n1. ApplicationError: step failed\n2. ConnectionError: db-7:5432 refused\n\n"
        "details: json/plain, 9 bytes\n{\n  \"row\": 7\n}\n\nAs the server sent it:\nfield: 1\nother: 2"_s);
}

void TestHistoryText::serverTextIsPlainText()
{
    const QString hostile = u"a\u202Eb"_s;
    HistoryEvent signal = eventOf(3, u"WorkflowExecutionSignaled"_s, hostile);
    signal.identity = signal.reason = signal.newRunId = signal.cause = hostile;
    signal.values = {{hostile, {hostile, hostile, hostile.toUtf8()}}};
    for (const QString &text : {eventWords(signal, eventById), eventBy(signal, eventById),
                                eventText(signal, eventById, previewBytes)})
        QVERIFY2(!text.contains(QChar(0x202E)) && text.contains(u"‹U+202E›"_s), qPrintable(text));
}

QTEST_APPLESS_MAIN(TestHistoryText)
#include "tst_historytext.moc"
