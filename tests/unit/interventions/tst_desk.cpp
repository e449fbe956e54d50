// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/desk.h"

#include "models/interventions/leverkind.h"
#include "tests/unit/interventions/atdesk.h"

#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// On a namespace that is as it was seen, of a person whose sign-in for interventions grants admin there.
std::unique_ptr<Lever> retentionLever(AtDesk &at)
{
    at.idp.writePermissions = {lookedat::ns + u":admin"_s};
    SeenConfig seen;
    seen.config.info.name = lookedat::ns;
    seen.config.info.id = u"0a1b"_s;
    seen.config.info.state = NamespaceState::Registered;
    seen.config.info.retention = std::chrono::hours(24);
    at.server.setNamespaces({seen.config.info});
    return retentionKind().make({InterventionTarget::Act::ChangeRetention, lookedat::ns}, Seen(seen),
                                {{}, {u"30"_s}});
}

} // namespace

class TestDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsOneAtATimeOnARun();
    void keepsAnInterventionUntilItIsSettled();
    void dropsADraft();
    void theGateFollowsTheUser();
    void aDenialThatIsOfNoRoleLeavesTheLeverOn_data();
    void aDenialThatIsOfNoRoleLeavesTheLeverOn();
    void settlesWhatACrashLeft_data();
    void settlesWhatACrashLeft();
    void leavesOpenWhatMayStillBeOnItsWay();
    void whatNeverTookEffectIsClosedInTime();
    void leavesOpenWhatHistoryDoesNotShowYet();
    void leavesOpenWhatCannotBeRead();
    void closesWhatCanNeverBeRead();
    void settlesOnlyThisProfileAndReadableNamespaces();
    void leavesItsOwnUnderWayAlone();
    void settlesOneAfterTheOther();
};

void TestDesk::allowsOneAtATimeOnARun()
{
    AtDesk at;
    Intervention *first = at.desk.open(PullWorld::terminateLever());
    QVERIFY(first);
    QVERIFY(!at.desk.open(PullWorld::terminateLever()));
    QVERIFY(!at.desk.open(PullWorld::completeLever()));
    ExecutionDescription other = lookedat::run();
    other.execution.runId = u"another"_s;
    QVERIFY(at.desk.open(makeTerminateLever(lookedat::ns, other)));
    QVERIFY(at.desk.open(makeTerminateLever(u"other-ns"_s, lookedat::run())));
    QCOMPARE(at.desk.underWay(), 0);
}

void TestDesk::keepsAnInterventionUntilItIsSettled()
{
    AtDesk at;
    QVERIFY(at.signIn());
    QPointer<Intervention> intervention = at.desk.open(PullWorld::terminateLever());
    QSignalSpy underWay(&at.desk, &Desk::underWayChanged);
    Outcome outcome = Outcome::Unknown;
    QObject::connect(&at.desk, &Desk::finished, &at,
                     [&outcome](const Intervention *ended) { outcome = ended->receipt()->outcome; });
    intervention->pull({u"INC-7"_s, {}});
    QCOMPARE(at.desk.underWay(), 1);
    QVERIFY(at.desk.isUnderWay(lookedat::ns, lookedat::workflowId, lookedat::runId));
    QVERIFY(!at.desk.isUnderWay(lookedat::ns, lookedat::workflowId, u"another"_s));
    at.desk.discard(intervention); // too late
    QVERIFY(underWay.count() >= 1);
    QTRY_VERIFY(!intervention);
    QCOMPARE(outcome, Outcome::Done);
    QCOMPARE(at.desk.underWay(), 0);
    QVERIFY(at.desk.open(PullWorld::terminateLever()));
}

void TestDesk::dropsADraft()
{
    AtDesk at;
    QPointer<Intervention> draft = at.desk.open(PullWorld::terminateLever());
    at.desk.discard(draft);
    QVERIFY(draft); // it may be the caller
    QVERIFY(at.desk.open(PullWorld::terminateLever()));
    QTRY_VERIFY(!draft);
    at.desk.discard(nullptr);
}

void TestDesk::theGateFollowsTheUser()
{
    AtDesk at;
    QVERIFY(!at.desk.gate().allowed);
    QSignalSpy changed(&at.desk, &Desk::gateChanged);
    QVERIFY(at.signIn());
    QVERIFY(changed.count() >= 1);
    QVERIFY(at.desk.gate().allowed);
    at.idp.groups.clear();
    QVERIFY(at.signIn());
    QTRY_VERIFY(!at.desk.gate().allowed);
    QVERIFY2(at.desk.gate().reason.contains(u"ops"_s), qPrintable(at.desk.gate().reason));
}

void TestDesk::aDenialThatIsOfNoRoleLeavesTheLeverOn_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("isOn");
    QTest::newRow("in the browser") << u"browser"_s << u"nothing was sent"_s << true;
    QTest::newRow("the token had run out") << u"late"_s << u"had run out"_s << true;
    QTest::newRow("by the server") << u"role"_s << u"this needs the role ns-a:admin"_s << false;
}

void TestDesk::aDenialThatIsOfNoRoleLeavesTheLeverOn()
{
    QFETCH(const QString, how);
    QFETCH(const QString, says);
    QFETCH(const bool, isOn);
    AtDesk at;
    at.idp.lifeSeconds = 3'600;
    QVERIFY(at.signIn());
    if (how == u"browser"_s)
        at.idp.onCallback = [](fake::FakeIdp::Parameters &parameters) {
            parameters.removeFirst(); // the code
            parameters.emplaceBack(u"error"_s, u"access_denied"_s);
        };
    QString sentence;
    connect(&at.desk, &Desk::finished, &at,
            [&sentence](const Intervention *ended) { sentence = ended->receipt()->sentence; });
    QPointer<Intervention> pulled = at.desk.open(retentionLever(at));
    connect(pulled.data(), &Intervention::stateChanged, &at, [&at, &how, pulled] {
        if (how == u"late"_s && pulled->state() == Intervention::State::Sent)
            at.clock.advance(3min);
    });
    at.server.failNext(u"UpdateNamespace"_s, u"PERMISSION_DENIED"_s, u"no"_s);
    pulled->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(!pulled);
    QVERIFY2(sentence.contains(says), qPrintable(sentence));
    QCOMPARE(at.desk.gate(retentionKind(), lookedat::ns).allowed, isOn);
}

void TestDesk::settlesWhatACrashLeft_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("word");
    QTest::newRow("it had taken effect") << u"ada@signalbox/op-1"_s << Outcome::Done << u"done"_s;
    QTest::newRow("somebody else's did") << u"eve@signalbox/op-2"_s << Outcome::LostRace << u"lost race"_s;
}

void TestDesk::settlesWhatACrashLeft()
{
    QFETCH(QString, by);
    QFETCH(Outcome, outcome);
    QFETCH(QString, word);
    AtDesk at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), u"op-1"_s));
    at.terminatedBy(by);
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    QCOMPARE(at.recovered[0].settlement.outcome, outcome);
    QCOMPARE(at.recovered[0].intent[u"workflow_id"_s].toString(), lookedat::workflowId);
    QCOMPARE(at.outcomes(), QStringList{word});
    QCOMPARE(at.records()[1][u"op"_s].toString(), u"op-1"_s);
    QCOMPARE(at.writes(), 0);
    at.server.forgetCalls();
    at.desk.settleOpenIntents(); // nothing is open now
    QCOMPARE(at.records().size(), std::size_t(2));
    QCOMPARE(at.server.calls(describeMethod), 0);
}

void TestDesk::leavesOpenWhatMayStillBeOnItsWay()
{
    AtDesk at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), u"op-1"_s));
    at.clock.advance(1min);
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    QCOMPARE(at.recovered[0].settlement.outcome, Outcome::Unknown);
    QVERIFY(at.outcomes().isEmpty());
}

void TestDesk::whatNeverTookEffectIsClosedInTime()
{
    AtDesk at;
    at.idp.lifeSeconds = 3'600;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::completeLever(), u"op-1"_s));
    at.clock.advance(11min);
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    QCOMPARE(at.recovered[0].settlement.outcome, Outcome::Refused);
    QVERIFY(at.recovered[0].settlement.sentence.startsWith(u"It never took effect."_s));
    QCOMPARE(at.outcomes(), QStringList{u"refused"_s});
}

void TestDesk::leavesOpenWhatHistoryDoesNotShowYet()
{
    AtDesk at;
    at.idp.lifeSeconds = 3'600;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::completeLever(), u"op-1"_s));
    ExecutionDescription now = lookedat::run();
    now.pendingActivities.erase(now.pendingActivities.begin());
    at.serve(now, lookedat::history());
    at.clock.advance(11min);
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    QCOMPARE(at.recovered[0].settlement.outcome, Outcome::Unknown);
    QCOMPARE(at.recovered[0].settlement.sentence,
             u"Activity 12 is no longer pending, and history does not show yet how it ended. It will be "
             u"looked at again."_s);
    QVERIFY(at.outcomes().isEmpty());
}

void TestDesk::leavesOpenWhatCannotBeRead()
{
    AtDesk at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), u"op-1"_s));
    at.server.failNext(describeMethod, u"UNAVAILABLE"_s, {}, fake::TemporalServer::always);
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    QCOMPARE(at.recovered[0].settlement.outcome, Outcome::Unknown);
    QVERIFY2(!at.recovered[0].settlement.sentence.contains(u"keeps trying"_s),
             qPrintable(at.recovered[0].settlement.sentence));
    QVERIFY(at.outcomes().isEmpty());
}

void TestDesk::closesWhatCanNeverBeRead()
{
    AtDesk at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), u"op-1"_s));
    at.server.failNext(describeMethod, u"NOT_FOUND"_s);
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    QCOMPARE(at.recovered[0].settlement.outcome, Outcome::Unknown);
    QCOMPARE(at.outcomes(), QStringList{u"unknown"_s});
    QVERIFY(openIntents(at.records(), at.profile.name).empty());
}

void TestDesk::settlesOnlyThisProfileAndReadableNamespaces()
{
    AtDesk at;
    QVERIFY(at.signIn()); // reads ns-a and ns-b
    QVERIFY(at.leaveIntent(*makeTerminateLever(u"ns-c"_s, lookedat::run()), u"unreadable"_s));
    at.profile.name = u"staging"_s;
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), u"elsewhere"_s));
    at.profile.name = u"prod"_s;
    QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), u"mine"_s));
    at.terminatedBy(u"eve"_s);
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    QCOMPARE(at.recovered[0].intent[u"op"_s].toString(), u"mine"_s);
    QCOMPARE(at.records().size(), std::size_t(4));
    QCOMPARE(at.server.calls(describeMethod), 1);
}

void TestDesk::leavesItsOwnUnderWayAlone()
{
    AtDesk at;
    QVERIFY(at.signIn());
    at.server.holdNext(terminateMethod);
    Intervention *intervention = at.desk.open(PullWorld::terminateLever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(at.server.held(), 1);
    at.server.forgetCalls();
    at.desk.settleOpenIntents();
    QCOMPARE(at.records().size(), std::size_t(1));
    QCOMPARE(at.server.calls(describeMethod), 0);
    at.server.releaseHeld();
    QTRY_COMPARE(at.desk.underWay(), 0);
    QVERIFY(at.recovered.empty());
}

void TestDesk::settlesOneAfterTheOther()
{
    AtDesk at;
    QVERIFY(at.signIn());
    for (const QString &op : {u"op-1"_s, u"op-2"_s, u"op-3"_s})
        QVERIFY(at.leaveIntent(*PullWorld::terminateLever(), op));
    at.terminatedBy(u"ada@signalbox/op-2"_s);
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(3));
    QCOMPARE(at.outcomes(), (QStringList{u"lost race"_s, u"done"_s, u"lost race"_s}));
}

QTEST_GUILESS_MAIN(TestDesk)
#include "tst_desk.moc"
