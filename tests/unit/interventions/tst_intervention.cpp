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

} // namespace

class TestIntervention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void terminatesAndProvesIt();
    void completesAnActivityAndProvesIt();
    void sendsTheResultByteForByte();
    void goesThroughEveryStateInOrder();
    void sendsNothingUnconfirmed_data();
    void sendsNothingUnconfirmed();
    void theTypedIdIsAskedForInProductionOnly();
    void writesTheIntentBeforeAnythingElse();
    void sendsNothingIfTheJournalCannotBeWritten();
    void sendsNothingIfNobodyIsSignedIn();
    void sendsNothingIfStepUpFails();
    void sendsNothingIfAnotherPersonStepsUp();
    void sendsNothingWithoutTheNamespacesRole();
    void sendsNothingIfTheIssuerIsAway();
    void sendsNothingIfTheRunChanged_data();
    void sendsNothingIfTheRunChanged();
    void sendsNothingIfTheRunCannotBeReadAgain_data();
    void sendsNothingIfTheRunCannotBeReadAgain();
    void sendsNothingIfTheRunIsGone();
    void aDoublePullIsOneCall();
    void givenUpBeforeSentSendsNothing_data();
    void givenUpBeforeSentSendsNothing();
    void givenUpAfterSentIsSettledAllTheSame();
};

void TestIntervention::terminatesAndProvesIt()
{
    PullWorld world;
    QVERIFY(world.signIn());
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Done);
    QCOMPARE(receipt->identity, u"ada@signalbox/"_s + receipt->opId);
    QCOMPARE(receipt->eventId, std::optional<qint64>(5));
    QCOMPARE(receipt->principal, world.idp.subject);
    QVERIFY(receipt->principalMatches);
    QVERIFY(!receipt->error);
    QVERIFY2(receipt->sentence.startsWith(u"Terminated; recorded in history as event 5"_s),
             qPrintable(receipt->sentence));

    QCOMPARE(world.writes(), 1);
    const fake::RecordedCall call = world.server.recorded(terminateMethod).front();
    QVERIFY(call.request.contains(u"run_id: \"%1\""_s.arg(lookedat::runId)));
    QVERIFY(!call.request.contains(u"first_execution_run_id"_s));
    QVERIFY(call.request.contains(u"reason: \"INC-7\""_s));
    QVERIFY(call.request.contains(u"identity: \"%1\""_s.arg(receipt->identity)));
    QVERIFY(call.request.contains(u"signalbox op "_s + receipt->opId));
    QCOMPARE(call.metadata.value("caller-type"), "operator");
    const QByteArray everyday = world.server.recorded(describeMethod).front().metadata.value("authorization");
    QVERIFY(call.metadata.value("authorization").startsWith("Bearer "));
    QVERIFY(call.metadata.value("authorization") != everyday);

    const std::vector<QJsonObject> records = world.records();
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0][u"kind"_s].toString(), u"intent"_s);
    QCOMPARE(records[0][u"reason"_s].toString(), u"INC-7"_s);
    QCOMPARE(records[0][u"task_queue"_s].toString(), u"ns-a.ingest"_s);
    QCOMPARE(records[1][u"op"_s], records[0][u"op"_s]);
    QCOMPARE(records[1][u"outcome"_s].toString(), u"done"_s);
    QCOMPARE(records[1][u"event_id"_s].toInt(), 5);
}

void TestIntervention::completesAnActivityAndProvesIt()
{
    PullWorld world;
    QVERIFY(world.signIn());
    const auto receipt = world.pulled(PullWorld::completeLever());
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    QVERIFY(receipt->principalMatches);
    QVERIFY(receipt->sentence.startsWith(u"Activity 12 is completed"_s));
    const fake::RecordedCall call = world.server.recorded(completeMethod).front();
    QVERIFY(call.request.contains(u"activity_id: \"12\""_s));
    QVERIFY(call.request.contains(u"run_id: \"%1\""_s.arg(lookedat::runId)));
    QCOMPARE(world.records()[0][u"activity_task_queue"_s].toString(), u"ns-a.vectors"_s);
    QCOMPARE(world.outcomes(), QStringList{u"done"_s});
}

void TestIntervention::sendsTheResultByteForByte()
{
    PullWorld world;
    QVERIFY(world.signIn());
    // What a QJsonDocument would change: order, spaces, 1.10, a number beyond double, a duplicate name.
    const QByteArray result = "{\"z\" : 1.10,\"a\":18446744073709551615, \"z\":[ ] }";
    QVERIFY(world.pulled(PullWorld::completeLever(result)));
    const QString request = world.server.recorded(completeMethod).front().request;
    const QString sent = u"data: \"{\\\"z\\\" : 1.10,\\\"a\\\":18446744073709551615, \\\"z\\\":[ ] }\""_s;
    QVERIFY2(request.contains(sent), qPrintable(request));
    QVERIFY(request.contains(u"json/plain"_s));
}

void TestIntervention::goesThroughEveryStateInOrder()
{
    PullWorld world;
    QVERIFY(world.signIn());
    const auto intervention = world.intervention(PullWorld::terminateLever());
    QList<State> states;
    QObject context;
    QObject::connect(intervention.get(), &Intervention::stateChanged, &context,
                     [&] { states << intervention->state(); });
    QSignalSpy finished(intervention.get(), &Intervention::finished);
    QSignalSpy browser(intervention.get(), &Intervention::browserOpened);
    QVERIFY(!intervention->isUnderWay());
    intervention->pull({u"INC-7"_s, {}});
    QVERIFY(intervention->isUnderWay());
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(states, (QList<State>{State::Draft, State::IntentWritten, State::SteppedUp, State::Rechecked,
                                   State::Sent, State::Finished}));
    QVERIFY(!intervention->isUnderWay());
    QCOMPARE(browser.count(), 1);
}

void TestIntervention::sendsNothingUnconfirmed_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("typedId");
    QTest::addColumn<QString>("sentence");
    const QString id = lookedat::workflowId;
    QTest::newRow("no reason") << QString() << id << u"Still needed: a reason. Nothing was sent."_s;
    QTest::newRow("a blank one") << u" \t\n"_s << id << u"Still needed: a reason. Nothing was sent."_s;
    const QString typed = u"Still needed: the workflow id, typed. Nothing was sent."_s;
    QTest::newRow("no id") << u"INC-7"_s << QString() << typed;
    QTest::newRow("in capitals") << u"INC-7"_s << id.toUpper() << typed;
    QTest::newRow("with a space") << u"INC-7"_s << id + u' ' << typed;
    QTest::newRow("neither") << QString() << QString()
                             << u"Still needed: a reason; the workflow id, typed. Nothing was sent."_s;
}

void TestIntervention::sendsNothingUnconfirmed()
{
    QFETCH(QString, reason);
    QFETCH(QString, typedId);
    PullWorld world;
    world.profile.environment = Environment::Production;
    QVERIFY(world.signIn());
    const auto intervention = world.intervention(PullWorld::terminateLever());
    QSignalSpy finished(intervention.get(), &Intervention::finished);
    intervention->pull({reason, typedId});
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!intervention->isUnderWay());
    QCOMPARE(intervention->receipt()->outcome, Outcome::Refused);
    QCOMPARE(intervention->receipt()->error->kind, ErrorKind::Invalid);
    QTEST(intervention->receipt()->sentence, "sentence");
    QCOMPARE(world.writes(), 0);
    QCOMPARE(world.browsers, 0);
    QVERIFY(world.records().empty());
}

void TestIntervention::theTypedIdIsAskedForInProductionOnly()
{
    for (const Environment environment :
         {Environment::Development, Environment::Staging, Environment::Production}) {
        PullWorld world;
        world.profile.environment = environment;
        QVERIFY(world.signIn());
        const auto intervention = world.intervention(PullWorld::terminateLever());
        const bool isProduction = environment == Environment::Production;
        intervention->pull({u"INC-7"_s, isProduction ? lookedat::workflowId : QString()});
        QTRY_COMPARE(intervention->state(), State::Finished);
        QCOMPARE(intervention->receipt()->outcome, Outcome::Done);
    }
}

void TestIntervention::writesTheIntentBeforeAnythingElse()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.forgetCalls();
    world.followsBrowser = false;
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(world.browsers, 1);
    QCOMPARE(intervention->state(), State::IntentWritten);
    QCOMPARE(world.records().size(), std::size_t(1));
    QCOMPARE(world.server.calls(describeMethod), 0);
    QCOMPARE(world.writes(), 0);
}

void TestIntervention::sendsNothingIfTheJournalCannotBeWritten()
{
    PullWorld world;
    QVERIFY(world.signIn());
    QVERIFY(QDir().mkdir(world.journalFile()));
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QVERIFY(receipt->sentence.startsWith(u"The journal cannot be written, so nothing was sent: "_s));
    QCOMPARE(world.browsers, 0);
    QCOMPARE(world.writes(), 0);
}

void TestIntervention::sendsNothingIfNobodyIsSignedIn()
{
    PullWorld world;
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QCOMPARE(receipt->error->kind, ErrorKind::Expired);
    QCOMPARE(world.writes(), 0);
    QVERIFY(world.records().empty());
}

void TestIntervention::sendsNothingIfStepUpFails()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.idp.onIdToken = [](QJsonObject &claims) { claims[u"auth_time"_s] = 1; };
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QVERIFY(receipt->sentence.startsWith(u"The sign-in for this intervention failed; nothing was sent."_s));
    QCOMPARE(world.writes(), 0);
    QCOMPARE(world.outcomes(), QStringList{u"refused"_s});
}

void TestIntervention::sendsNothingIfAnotherPersonStepsUp()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.idp.subject = u"sub-eve"_s;
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QCOMPARE(receipt->error->kind, ErrorKind::Denied);
    QCOMPARE(world.writes(), 0);
}

void TestIntervention::sendsNothingWithoutTheNamespacesRole()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.idp.writePermissions = {u"ns-a:read"_s, u"ns-b:write"_s};
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QCOMPARE(receipt->error->kind, ErrorKind::Denied);
    QCOMPARE(receipt->sentence,
             u"Your sign-in for interventions lacks the role ns-a:write, so nothing was sent. Ask "
             u"for the role, or sign in as somebody who has it."_s);
    QCOMPARE(world.writes(), 0);
    QCOMPARE(world.outcomes(), QStringList{u"refused"_s});
    QCOMPARE(world.records()[1][u"error"_s].toString(), u"denied"_s);
}

void TestIntervention::sendsNothingIfTheIssuerIsAway()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.idp.onCallback = [&world](auto &) { world.idp.stop(); };
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QCOMPARE(receipt->error->kind, ErrorKind::Unreachable);
    QVERIFY2(receipt->sentence.endsWith(u"Check the network, then try again."_s),
             qPrintable(receipt->sentence));
    QCOMPARE(world.writes(), 0);
}

void TestIntervention::sendsNothingIfTheRunChanged_data()
{
    QTest::addColumn<bool>("terminate");
    QTest::addColumn<ExecutionStatus>("status");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("closed") << true << ExecutionStatus::Completed << 17
                            << u"The run has ended: Completed. Nothing was sent."_s;
    QTest::newRow("continued as new") << true << ExecutionStatus::ContinuedAsNew << 17
                                      << u"The run has ended: Continued as new. Nothing was sent."_s;
    QTest::newRow("next attempt")
        << false << ExecutionStatus::Running << 18
        << u"Activity 12 is on attempt 18 now; it was on attempt 17. Nothing was sent."_s;
}

void TestIntervention::sendsNothingIfTheRunChanged()
{
    QFETCH(bool, terminate);
    QFETCH(ExecutionStatus, status);
    QFETCH(int, attempt);
    QFETCH(QString, sentence);
    PullWorld world;
    QVERIFY(world.signIn());
    ExecutionDescription now = lookedat::run();
    now.execution.status = status;
    now.pendingActivities[0].attempt = attempt;
    world.server.setDescription(lookedat::ns, now);
    const auto receipt = world.pulled(terminate ? PullWorld::terminateLever() : PullWorld::completeLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::LostRace);
    QCOMPARE(receipt->sentence, sentence);
    QCOMPARE(world.writes(), 0);
    QCOMPARE(world.outcomes(), QStringList{u"lost race"_s});
}

void TestIntervention::sendsNothingIfTheRunCannotBeReadAgain_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("next");
    QTest::newRow("broken") << u"INTERNAL"_s << u"Copy the details for whoever runs it."_s;
    QTest::newRow("away") << u"UNAVAILABLE"_s << u"Check the network, then try again."_s;
}

void TestIntervention::sendsNothingIfTheRunCannotBeReadAgain()
{
    QFETCH(QString, code);
    QFETCH(QString, next);
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.failNext(describeMethod, code, u"broken"_s, fake::TemporalServer::always);
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QVERIFY(receipt->sentence.startsWith(u"The run could not be read again, so nothing was sent."_s));
    QVERIFY2(receipt->sentence.endsWith(next), qPrintable(receipt->sentence));
    QCOMPARE(world.writes(), 0);
}

void TestIntervention::sendsNothingIfTheRunIsGone()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.failNext(describeMethod, u"NOT_FOUND"_s);
    const auto receipt = world.pulled(PullWorld::terminateLever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::LostRace);
    QCOMPARE(receipt->sentence, u"The run no longer exists; nothing was sent."_s);
    QCOMPARE(world.writes(), 0);
}

void TestIntervention::aDoublePullIsOneCall()
{
    PullWorld world;
    QVERIFY(world.signIn());
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(intervention->state(), State::Finished);
    intervention->pull({u"INC-7"_s, {}});
    QCOMPARE(world.writes(), 1);
    QCOMPARE(world.browsers, 1);
    QCOMPARE(world.records().size(), std::size_t(2));
}

void TestIntervention::givenUpBeforeSentSendsNothing_data()
{
    QTest::addColumn<State>("at");
    QTest::newRow("at once") << State::Draft;
    QTest::newRow("while the browser waits") << State::IntentWritten;
    QTest::newRow("while it is read again") << State::SteppedUp;
    QTest::newRow("just before it is sent") << State::Rechecked;
}

void TestIntervention::givenUpBeforeSentSendsNothing()
{
    QFETCH(State, at);
    PullWorld world;
    QVERIFY(world.signIn());
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->giveUp(); // not pulled: nothing to give up
    QCOMPARE(intervention->state(), State::Draft);
    QObject context;
    QObject::connect(intervention.get(), &Intervention::stateChanged, &context, [&] {
        if (intervention->state() == at)
            intervention->giveUp();
    });
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::GivenUp);
    QCOMPARE(intervention->receipt()->error->kind, ErrorKind::Cancelled);
    QCOMPARE(intervention->receipt()->sentence, u"Cancelled; nothing was sent."_s);
    QCOMPARE(world.writes(), 0);
    QCOMPARE(world.outcomes(), QStringList{u"given up"_s});
}

void TestIntervention::givenUpAfterSentIsSettledAllTheSame()
{
    PullWorld world;
    QVERIFY(world.signIn());
    world.server.holdNext(terminateMethod);
    const auto intervention = world.intervention(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(world.server.held(), 1);
    intervention->giveUp();
    QCOMPARE(intervention->state(), State::Sent);
    world.server.releaseHeld();
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::Done);
}

QTEST_GUILESS_MAIN(TestIntervention)
#include "tst_intervention.moc"
