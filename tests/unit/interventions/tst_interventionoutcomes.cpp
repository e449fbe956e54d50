// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/records.h"

#include "tests/unit/interventions/pullworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using State = Intervention::State;

ExecutionDescription withoutActivity()
{
    ExecutionDescription now = lookedat::run();
    now.pendingActivities.erase(now.pendingActivities.begin());
    return now;
}

/// The next completion finds the activity gone and history unchanged; `code` empty: the server says OK.
void loseActivityWithoutATrace(PullWorld &world, const QString &code)
{
    if (code.isEmpty())
        world.server.answerNext(completeMethod, {});
    else
        world.server.failNext(completeMethod, code, u"cannot find pending activity with ActivityID 12"_s);
    world.server.before(completeMethod, [&world] { world.serve(withoutActivity(), lookedat::history()); });
}

} // namespace

class TestInterventionOutcomes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyWriteTokenIsRefusedByTheServer();
    void aRefusalIsProvenAndNamed();
    void aLostReplyIsSettledFromHistory();
    void aLostCallIsUnknownAndSaysSo();
    void aLostCallThatArrivesLateIsFound();
    void anEventThatComesLateIsWaitedFor_data();
    void anEventThatComesLateIsWaitedFor();
    void anActivityThatIsGoneWithoutATraceIsUnknown();
    void anActivityTheServerDoesNotFindIsALostRace();
    void anUnreadableHistoryIsUnknown();
    void aRaceLostOnTheWayIsNamed_data();
    void aRaceLostOnTheWayIsNamed();
    void aPrincipalThatIsSomebodyElseIsFlagged();
    void withoutPropagationThereIsNoPrincipal();
    void withoutAnInterveneClientTheEverydayTokenIsUsed();
    void anOutcomeTheJournalCannotTakeIsSaid();
    void isNotSentLongAfterItWasConfirmed();
    void diesAtEveryStep_data();
    void diesAtEveryStep();
};

void TestInterventionOutcomes::anEmptyWriteTokenIsRefusedByTheServer()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.idp.writePermissions.clear();
    world.server.failNext(terminateMethod, u"PERMISSION_DENIED"_s, u"Request unauthorized."_s);
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QCOMPARE(receipt->error->kind, ErrorKind::Denied);
    QVERIFY2(receipt->sentence.startsWith(
                 u"The server refused: this needs the role ns-a:write. Request unauthorized."_s),
             qPrintable(receipt->sentence));
    QCOMPARE(world.writes(), 1);
    QCOMPARE(world.records()[1][u"error"_s].toString(), u"denied"_s);
}

void TestInterventionOutcomes::aRefusalIsProvenAndNamed()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.failNext(terminateMethod, u"INVALID_ARGUMENT"_s, u"reason is too long"_s);
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QCOMPARE(receipt->sentence, u"The server refused: reason is too long."_s);
    QCOMPARE(world.writes(), 1);
}

void TestInterventionOutcomes::aLostReplyIsSettledFromHistory()
{
    for (const bool terminate : {true, false}) {
        PullWorld world;
        QVERIFY(world.signIn());
        world.server.loseReplyNext(terminate ? terminateMethod : completeMethod);
        const auto receipt =
            world.pulled(terminate ? PullWorld::terminateLever() : PullWorld::completeLever());
        QVERIFY(receipt);
        QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
        QVERIFY(receipt->principalMatches);
        QVERIFY(!receipt->error);
        QCOMPARE(world.writes(), 1);
    }
}

void TestInterventionOutcomes::aLostCallIsUnknownAndSaysSo()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.failNext(terminateMethod, u"UNAVAILABLE"_s, u"connection reset"_s);
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(world.server.calls(historyMethod) >= 2); // it goes on looking
    QCOMPARE(intervention->state(), State::Sent);
    world.clock.advance(16s);
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::Unknown);
    QCOMPARE(intervention->receipt()->error->kind, ErrorKind::Unreachable);
    QVERIFY(intervention->receipt()->sentence.contains(u"The call may still take effect"_s));
    QVERIFY(intervention->receipt()->sentence.contains(u"connection reset"_s));
    QCOMPARE(world.writes(), 1);
    QCOMPARE(openIntents(world.records(), u"prod"_s).size(), std::size_t(1));
}

void TestInterventionOutcomes::aLostCallThatArrivesLateIsFound()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.failNext(terminateMethod, u"UNAVAILABLE"_s);
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(world.server.calls(historyMethod) >= 1);
    ExecutionDescription late = lookedat::run();
    late.execution.status = ExecutionStatus::Terminated;
    std::vector<HistoryEvent> events = lookedat::history();
    events.push_back(
        lookedat::runEvent(5, u"WorkflowExecutionTerminated"_s, identityOf(u"ada"_s, intervention->op())));
    world.serve(late, events);
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::Done);
}

void TestInterventionOutcomes::anEventThatComesLateIsWaitedFor_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("ours") << QString() << QString() << Outcome::Done;
    QTest::newRow("a worker's") << u"812@x"_s << u"NOT_FOUND"_s << Outcome::LostRace;
}

/// The server holds the event back while a workflow task runs: the activity is gone, even after its OK, and
/// history doesn't say how.
void TestInterventionOutcomes::anEventThatComesLateIsWaitedFor()
{
    QFETCH(QString, by);
    QFETCH(QString, answer);
    PullWorld world;
    QVERIFY(world.signIn());
    loseActivityWithoutATrace(world, answer);
    const auto intervention = world.intervention(PullWorld::completeLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(world.server.calls(historyMethod) >= 2); // it goes on looking
    QCOMPARE(intervention->state(), State::Sent);
    std::vector<HistoryEvent> events = lookedat::history();
    events.push_back(lookedat::activityEvent(5, u"ActivityTaskCompleted"_s, u"12"_s,
                                             by.isEmpty() ? identityOf(u"ada"_s, intervention->op()) : by));
    events.back().scheduledEventId = 3;
    world.serve(withoutActivity(), events);
    QTRY_COMPARE(intervention->state(), State::Finished);
    QTEST(intervention->receipt()->outcome, "outcome");
    QCOMPARE(intervention->receipt()->eventId, std::optional<qint64>(5));
    QCOMPARE(world.writes(), 1);
}

void TestInterventionOutcomes::anActivityThatIsGoneWithoutATraceIsUnknown()
{
    PullWorld world;
    QVERIFY(world.signIn());
    loseActivityWithoutATrace(world, {});
    const auto intervention = world.intervention(PullWorld::completeLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(world.server.calls(historyMethod) >= 1);
    world.clock.advance(16s);
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::Unknown);
    QCOMPARE(intervention->receipt()->sentence,
             u"The server accepted the call. Activity 12 is no longer pending, and history does not show yet "
             u"how it ended. Look at the run again before the next try: the event may still come."_s);
    QCOMPARE(openIntents(world.records(), u"prod"_s).size(), std::size_t(1));
}

void TestInterventionOutcomes::anActivityTheServerDoesNotFindIsALostRace()
{
    PullWorld world;
    QVERIFY(world.signIn());
    loseActivityWithoutATrace(world, u"NOT_FOUND"_s);
    const auto intervention = world.intervention(PullWorld::completeLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(world.server.calls(historyMethod) >= 1);
    world.clock.advance(16s);
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::LostRace);
    QCOMPARE(intervention->receipt()->sentence,
             u"The server refused: cannot find pending activity with ActivityID 12. Activity 12 is no longer "
             u"pending, and history does not show yet how it ended."_s);
}

void TestInterventionOutcomes::anUnreadableHistoryIsUnknown()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.failNext(historyMethod, u"INTERNAL"_s, u"broken"_s, fake::TemporalServer::always);
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(world.server.calls(historyMethod) >= 1);
    world.clock.advance(16s);
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::Unknown);
    QVERIFY(intervention->receipt()->sentence.startsWith(
        u"The server accepted the call. History could not be read: broken."_s));
}

void TestInterventionOutcomes::aRaceLostOnTheWayIsNamed_data()
{
    QTest::addColumn<bool>("terminate");
    QTest::addColumn<QString>("eventType");
    QTest::addColumn<ExecutionStatus>("status");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("says");
    QTest::newRow("run completed") << true << u"WorkflowExecutionCompleted"_s << ExecutionStatus::Completed
                                   << u"workflow execution already completed"_s
                                   << u"The run completed before"_s;
    QTest::newRow("run continued as new")
        << true << u"WorkflowExecutionContinuedAsNew"_s << ExecutionStatus::ContinuedAsNew
        << u"workflow execution already completed"_s << u"it continues as run r2"_s;
    QTest::newRow("activity completed by its worker")
        << false << u"ActivityTaskCompleted"_s << ExecutionStatus::Running
        << u"cannot find pending activity with ActivityID 12"_s
        << u"Activity 12 was completed by 812@x before"_s;
}

void TestInterventionOutcomes::aRaceLostOnTheWayIsNamed()
{
    QFETCH(bool, terminate);
    QFETCH(QString, eventType);
    QFETCH(ExecutionStatus, status);
    QFETCH(QString, answer);
    QFETCH(QString, says);
    PullWorld world;
    QVERIFY(world.signIn());
    const QString method = terminate ? terminateMethod : completeMethod;
    world.server.failNext(method, u"NOT_FOUND"_s, answer);
    world.server.before(method, [&world, eventType, status] {
        ExecutionDescription now = lookedat::run();
        now.execution.status = status;
        now.pendingActivities.erase(now.pendingActivities.begin());
        std::vector<HistoryEvent> events = lookedat::history();
        events.push_back(lookedat::activityEvent(5, eventType, u"12"_s, u"812@x"_s));
        events.back().scheduledEventId = 3;
        if (status == ExecutionStatus::ContinuedAsNew)
            events.back().newRunId = u"r2"_s;
        world.serve(now, events);
    });
    const auto receipt = world.pulled(terminate ? PullWorld::terminateLever() : PullWorld::completeLever());
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::LostRace, qPrintable(receipt->sentence));
    QVERIFY2(receipt->sentence.contains(says), qPrintable(receipt->sentence));
    QCOMPARE(receipt->eventId, std::optional<qint64>(5));
    QCOMPARE(receipt->error->kind, ErrorKind::NotFound);
    QCOMPARE(world.writes(), 1);
}

void TestInterventionOutcomes::aPrincipalThatIsSomebodyElseIsFlagged()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.setPrincipal(u"sub-eve"_s);
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Done);
    QCOMPARE(receipt->principal, u"sub-eve"_s);
    QVERIFY(!receipt->principalMatches);
    QVERIFY(receipt->sentence.contains(u"attributes it to sub-eve"_s));
}

void TestInterventionOutcomes::withoutPropagationThereIsNoPrincipal()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.setPrincipal({});
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Done);
    QVERIFY(receipt->principal.isEmpty());
    QVERIFY(!receipt->principalMatches);
    QVERIFY(!receipt->sentence.contains(u"attributes"_s));
}

void TestInterventionOutcomes::withoutAnInterveneClientTheEverydayTokenIsUsed()
{
    PullWorld world;
    world.profile.oidc.interveneClientId.clear();
    world.tokens = std::make_unique<TokenService>(world.profile, world.clock, world.keyring);
    QObject::connect(world.tokens.get(), &TokenService::browserOpened, &world,
                     [&world](const QUrl &address) { world.browser.open(address); });
    world.client = Client::create(world.profile, *world.tokens, world.clock, quickLimits()).value();
    QVERIFY(world.signIn());
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}}); // though the everyday token names reads only
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::Done);
    QCOMPARE(world.server.recorded(terminateMethod).front().metadata.value("authorization"),
             world.server.recorded(describeMethod).front().metadata.value("authorization"));
}

void TestInterventionOutcomes::anOutcomeTheJournalCannotTakeIsSaid()
{
    PullWorld world;
    QVERIFY(world.signIn());
    const QString path = world.journalFile();
    world.server.before(terminateMethod, [path] {
        QFile::remove(path);
        QDir().mkdir(path);
    });
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Done);
    QVERIFY2(receipt->sentence.contains(u"This outcome could not be written to the journal: "_s),
             qPrintable(receipt->sentence));
}

/// A machine that slept in between: by then the intent counts as one that can't be sent any more.
void TestInterventionOutcomes::isNotSentLongAfterItWasConfirmed()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.holdNext(describeMethod);
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(world.server.held(), 1);
    QCOMPARE(intervention->state(), State::SteppedUp);
    world.clock.advance(Attempt::sendWithin + std::chrono::seconds(1));
    world.server.releaseHeld();
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::Refused);
    QVERIFY2(intervention->receipt()->sentence.contains(u"so nothing was sent"_s),
             qPrintable(intervention->receipt()->sentence));
    QCOMPARE(world.outcomes(), QStringList{u"refused"_s});
    QCOMPARE(world.writes(), 0);
}

void TestInterventionOutcomes::diesAtEveryStep_data()
{
    QTest::addColumn<State>("at");
    QTest::addColumn<int>("writes");
    QTest::newRow("writing the intent") << State::Draft << 0;
    QTest::newRow("stepping up") << State::IntentWritten << 0;
    QTest::newRow("reading again") << State::SteppedUp << 0;
    QTest::newRow("sending") << State::Sent << 1;
}

void TestInterventionOutcomes::diesAtEveryStep()
{
    QFETCH(State, at);
    QFETCH(int, writes);
    PullWorld world;
    QVERIFY(world.signIn());
    world.followsBrowser = at != State::IntentWritten;
    world.server.holdNext(at == State::SteppedUp ? describeMethod : terminateMethod);
    auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(intervention->state(), at);
    // Else a call given up on its way there leaves the hold to the next one.
    if (at == State::SteppedUp || at == State::Sent)
        QTRY_COMPARE(world.server.held(), 1);
    intervention.reset();
    QTRY_VERIFY(!world.records().empty());
    QCOMPARE(world.records().front()[u"kind"_s].toString(), u"intent"_s);
    // What it waited for comes all the same.
    world.server.releaseHeld();
    if (!world.followsBrowser) {
        world.browser.open(world.address);
        QTRY_VERIFY(world.browser.pages > 1);
    }
    QVERIFY(await(world.client->describeExecution(lookedat::ns, lookedat::workflowId, lookedat::runId,
                                                  Purpose::Operator)));
    QCOMPARE(world.writes(), writes);
}

QTEST_GUILESS_MAIN(TestInterventionOutcomes)
#include "tst_interventionoutcomes.moc"
