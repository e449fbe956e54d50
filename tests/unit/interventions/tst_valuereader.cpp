// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/valuereader.h"

#include "tests/unit/interventions/pullworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

// Which histories are read to learn how a result is written, and that nothing is sent against what they say.

namespace {

const Payload bid{u"json/protobuf"_s, u"ads.Bid"_s, "{}"};
const Payload plainJson{u"json/plain"_s, {}, "{}"};

HistoryEvent with(HistoryEvent event, const Payload &value)
{
    event.values = {{u"value"_s, value}};
    return event;
}

/// lookedat::history() with more events after it, as a worker writes them.
std::vector<HistoryEvent> historyOf(const Payload &result)
{
    std::vector<HistoryEvent> events = lookedat::history();
    events[2].subject = u"upsert_vector"_s;
    HistoryEvent completed = with(lookedat::runEvent(5, u"ActivityTaskCompleted"_s, u"812@x"_s), result);
    completed.scheduledEventId = 3;
    events.push_back(completed);
    return events;
}

/// Signed in, with a reader of the run's activity 12.
struct Reading : PullWorld
{
    ValueReader reader{*client, lookedat::ns};

    [[nodiscard]] std::optional<ValueForms> read()
    {
        const QSignalSpy changed(&reader, &ValueReader::changed);
        reader.read(lookedat::run(), u"12"_s);
        return QTest::qWaitFor([&] { return changed.count() > 0; }, 20'000) ? reader.forms() : std::nullopt;
    }
    void serveOther(const QString &id, const std::vector<HistoryEvent> &history)
    {
        ExecutionDescription other = lookedat::run();
        other.execution.workflowId = id;
        other.execution.runId = u"run-of-"_s + id;
        other.execution.status = ExecutionStatus::Completed;
        other.pendingActivities.clear();
        serve(other, history);
        others.push_back(other.execution);
        server.setExecutions(lookedat::ns, others);
    }
    [[nodiscard]] int histories() const { return server.calls(historyMethod); }

    std::vector<Execution> others;
};

} // namespace

class TestValueReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }
    void aResultInTheRunIsEnough();
    void withoutOneTheLastRunsAreAsked();
    void aLongRunIsReadAtItsEnds();
    void aFailureIsToldAndReadAnew();
    void anActivityThatIsGoneAsksNothing();
    void withoutAnAcceptanceNothingIsSent();
    void anAcceptanceIsKeptInTheJournal();
    void aMessageIsSentAsOne();
};

void TestValueReader::aResultInTheRunIsEnough()
{
    Reading at;
    QVERIFY(at.signIn());
    at.serve(lookedat::run(), historyOf(bid));
    const auto forms = at.read();
    QVERIFY(forms && !forms->failure);
    QCOMPARE(proposedForm(*forms).messageType, u"ads.Bid"_s);
    QCOMPARE(at.server.calls(u"ListWorkflowExecutions"_s), 0);
    at.reader.read(lookedat::run(), u"12"_s); // known
    QCOMPARE(at.histories(), 1);
}

void TestValueReader::withoutOneTheLastRunsAreAsked()
{
    Reading at;
    QVERIFY(at.signIn());
    at.serveOther(u"without"_s, lookedat::history());
    at.serveOther(u"with"_s, historyOf(bid));
    at.serveOther(u"not asked any more"_s, historyOf(plainJson));
    const auto forms = at.read();
    QVERIFY(forms && !forms->failure);
    QCOMPARE(groundOf(*forms, at.reader.activityType()),
             u"Results of upsert_vector are json/protobuf of ads.Bid (event 5 of with)."_s);
    QCOMPARE(at.histories(), 3);
    const auto list = at.server.recorded(u"ListWorkflowExecutions"_s);
    QCOMPARE(list.size(), std::size_t(1));
    QVERIFY2(list[0].request.contains(u"WorkflowType = \\'KnowledgeIngest\\' AND TaskQueue = "
                                      "\\'ns-a.ingest\\' AND ExecutionStatus = \\'Completed\\'"_s),
             qPrintable(list[0].request));
}

void TestValueReader::aLongRunIsReadAtItsEnds()
{
    Reading at;
    QVERIFY(at.signIn());
    std::vector<HistoryEvent> events{
        with(lookedat::runEvent(1, u"WorkflowExecutionStarted"_s), {u"binary/encrypted"_s, {}, "x"})};
    for (int id = 2; id < 100; ++id)
        events.push_back(lookedat::runEvent(id, u"WorkflowTaskScheduled"_s));
    at.serve(lookedat::run(), events);
    at.server.setHistoryPageSize(10);
    const auto forms = at.read();
    QVERIFY(forms && !forms->failure);
    QVERIFY(!caveatOf(*forms, u"upsert_vector"_s, plainJson).isEmpty());
    QCOMPARE(at.histories(), 4);
    QCOMPARE(at.server.calls(u"GetWorkflowExecutionHistory"_s), 1);
}

void TestValueReader::aFailureIsToldAndReadAnew()
{
    Reading at;
    QVERIFY(at.signIn());
    at.serve(lookedat::run(), historyOf(bid));
    at.server.failNext(historyMethod, u"INTERNAL"_s, u"shard lost"_s);
    const auto failed = at.read();
    QVERIFY(failed && failed->failure);
    QVERIFY(!caveatOf(*failed, u"upsert_vector"_s, plainJson).isEmpty());
    const auto forms = at.read();
    QVERIFY(forms && !forms->failure);
    QCOMPARE(caveatOf(*forms, u"upsert_vector"_s, bid), QString());
}

void TestValueReader::anActivityThatIsGoneAsksNothing()
{
    Reading at;
    QVERIFY(at.signIn());
    at.reader.read(lookedat::run(), u"99"_s);
    at.reader.read(lookedat::run(), {});
    QVERIFY(!at.reader.forms());
    QCOMPARE(at.histories(), 0);
}

void TestValueReader::withoutAnAcceptanceNothingIsSent()
{
    PullWorld world;
    QVERIFY(world.signIn());
    const auto receipt = world.pulled(makeCompleteActivityLever(lookedat::ns, lookedat::run(), u"12"_s,
                                                                {plainJson, u"The rest is encrypted."_s}));
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QVERIFY2(receipt->sentence.contains("your word that it may be sent in this form"_L1),
             qPrintable(receipt->sentence));
    QCOMPARE(world.writes(), 0);
    QVERIFY(world.records().empty());
}

void TestValueReader::anAcceptanceIsKeptInTheJournal()
{
    PullWorld world;
    QVERIFY(world.signIn());
    const auto pulling = world.intervention(makeCompleteActivityLever(
        lookedat::ns, lookedat::run(), u"12"_s, {plainJson, u"The rest is encrypted."_s}));
    pulling->pull({u"INC-7"_s, {}, true});
    QTRY_COMPARE_WITH_TIMEOUT(pulling->state(), Intervention::State::Finished, 20'000);
    QCOMPARE(pulling->receipt()->outcome, Outcome::Done);
    QCOMPARE(world.records().front()[u"accepted"_s].toString(), u"The rest is encrypted."_s);
}

void TestValueReader::aMessageIsSentAsOne()
{
    PullWorld world;
    QVERIFY(world.signIn());
    const auto receipt =
        world.pulled(makeCompleteActivityLever(lookedat::ns, lookedat::run(), u"12"_s, {bid, {}}));
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Done);
    const auto call = world.server.recorded(completeMethod).front();
    for (const QString &part : {u"\"json/protobuf\""_s, u"\"messageType\""_s, u"\"ads.Bid\""_s})
        QVERIFY2(call.request.contains(part), qPrintable(call.request));
    QCOMPARE(world.records().front()[u"payload_message_type"_s].toString(), u"ads.Bid"_s);
}

QTEST_GUILESS_MAIN(TestValueReader)
#include "tst_valuereader.moc"
