// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/leverstate.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/targetlook.h"
#include "models/temporal/inventoryreads.h"
#include "tests/unit/interventions/atdesk.h"

#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = InterventionTarget::Act;
using State = Intervention::State;

namespace {

constexpr auto day = std::chrono::hours(24);
const QString updateMethod = u"UpdateNamespace"_s;
const QString namespaceMethod = u"DescribeNamespace"_s;
const QString eve = u"eve@signalbox/op-9"_s;

NamespaceInfo staging(std::chrono::seconds retention = 7 * day)
{
    NamespaceInfo info;
    info.name = lookedat::ns;
    info.id = u"0a1b"_s;
    info.description = u"Shared staging"_s;
    info.state = NamespaceState::Registered;
    info.retention = retention;
    return info;
}

Seen seen(const NamespaceInfo &info = staging(), std::optional<qint64> closed = 12)
{
    SeenConfig read;
    read.config.info = info;
    read.closedRuns = closed;
    return read;
}

std::unique_ptr<Lever> leverFor(Kind act, const QStringList &lines)
{
    return kindOf(act).make({act, lookedat::ns}, seen(), {{}, lines});
}

/// Of a person whose sign-in for interventions grants `role` on the namespace.
struct AtNamespace : AtDesk
{
    explicit AtNamespace(const QString &role = u"admin"_s)
    {
        idp.writePermissions = {lookedat::ns + u':' + role};
        server.setNamespaces({staging()});
    }
    [[nodiscard]] std::optional<Receipt> pulledTo(int days)
    {
        return pulled(leverFor(Kind::ChangeRetention, {QString::number(days)}));
    }
    [[nodiscard]] NamespaceConfig now()
    {
        return await(inventory::namespaceConfig(*client, lookedat::ns, Purpose::Operator)).value();
    }
    /// As a call of this identity leaves it.
    void retainedBy(const QString &identity, std::chrono::seconds retention)
    {
        server.setNamespaces({staging(retention)});
        server.setConfig({staging(retention), {}, {}, {{lastChangeKey, identity}}});
    }
};

} // namespace

Q_DECLARE_METATYPE(signalbox::Outcome)

class TestNamespaceLevers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesTheRetention();
    void changesDescriptionAndOwner();
    void deprecates();
    void sendsNothingWithoutTheRole();
    void theLeverIsOffOnceTheRoleWasMissing();
    void saysWhatTheServerRefuses_data();
    void saysWhatTheServerRefuses();
    void stopsIfTheNamespaceChangedSinceTheDialog_data();
    void stopsIfTheNamespaceChangedSinceTheDialog();
    void aLostReplyIsProvenByWhatIsReadBack();
    void aChangeOfSomebodyElseIsNotTakenForItsOwn_data();
    void aChangeOfSomebodyElseIsNotTakenForItsOwn();
    void whatWasOverwrittenIsUnknownForGood();
    void whatLeavesNoTraceIsUnknown();
    void settlesWhatACrashLeft_data();
    void settlesWhatACrashLeft();
    void anotherLeverOnTheNamespaceWaits();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void saysWhatWillHappen();
    void doesNotWaitUntilRunsAreCounted();
    void showsACommandLineThatAShellTakes();
    void whatIsDeprecatedIsNotDeprecatedAgain();
    void longTextsAreComparedWhole();
};

void TestNamespaceLevers::changesTheRetention()
{
    AtNamespace at;
    QVERIFY(at.signIn());
    const auto receipt = at.pulledTo(30);
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    QCOMPARE(receipt->sentence, u"Its retention is 30 d. The namespace's data names this operation."_s);
    QCOMPARE(at.server.calls(updateMethod), 1);
    const NamespaceConfig now = at.now();
    QCOMPARE(now.info.retention, std::optional<std::chrono::seconds>(30 * day));
    QCOMPARE(now.info.description, u"Shared staging"_s);
    QCOMPARE(now.data.at(lastChangeKey), receipt->identity);
    const QJsonObject intent = at.records().front();
    QCOMPARE(intent[u"verb"_s].toString(), u"change retention"_s);
    QCOMPARE(intent[u"namespace"_s].toString(), lookedat::ns);
    QCOMPARE(intent[u"retention_before_s"_s].toInteger(), 7 * 86400);
    QCOMPARE(intent[u"retention_s"_s].toInteger(), 30 * 86400);
    QVERIFY(!intent.contains(u"workflow_id"_s));
    QCOMPARE(at.outcomes(), QStringList{u"done"_s});
}

void TestNamespaceLevers::changesDescriptionAndOwner()
{
    AtNamespace at;
    QVERIFY(at.signIn());
    const auto receipt = at.pulled(leverFor(Kind::DescribeNamespace, {u"Shared staging"_s, u"ops@x.org"_s}));
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    const NamespaceInfo now = at.now().info;
    QCOMPARE(now.description, u"Shared staging"_s);
    QCOMPARE(now.ownerEmail, u"ops@x.org"_s);
    QCOMPARE(now.retention, staging().retention);
    const QJsonObject intent = at.records().front();
    QCOMPARE(intent[u"owner"_s].toString(), u"ops@x.org"_s);
    QVERIFY(!intent.contains(u"description"_s)); // it stays as it was
}

void TestNamespaceLevers::deprecates()
{
    AtNamespace at;
    QVERIFY(at.signIn());
    const auto receipt = at.pulled(leverFor(Kind::DeprecateNamespace, {}));
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    QVERIFY(receipt->sentence.startsWith(u"Its state is deprecated."_s));
    QCOMPARE(at.now().info.state, NamespaceState::Deprecated);
}

void TestNamespaceLevers::sendsNothingWithoutTheRole()
{
    AtNamespace at(u"write"_s);
    QVERIFY(at.signIn());
    const auto receipt = at.pulledTo(30);
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QVERIFY2(receipt->sentence.contains(u"lacks the role ns-a:admin, so nothing was sent"_s),
             qPrintable(receipt->sentence));
    QCOMPARE(at.server.calls(updateMethod), 0);
    QCOMPARE(at.outcomes(), QStringList{u"refused"_s});
}

void TestNamespaceLevers::theLeverIsOffOnceTheRoleWasMissing()
{
    AtNamespace at(u"write"_s);
    QVERIFY(at.signIn());
    QVERIFY(leverState(at.desk, retentionKind(), lookedat::ns).enabled);
    QPointer<Intervention> pulled = at.desk.open(leverFor(Kind::ChangeRetention, {u"30"_s}));
    pulled->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(!pulled);
    const LeverState off = leverState(at.desk, deprecateKind(), lookedat::ns);
    QVERIFY(!off.enabled);
    QCOMPARE(off.reason, u"needs the role ns-a:admin; sign in anew once you have it"_s);
    QVERIFY(leverState(at.desk, retentionKind(), u"ns-b"_s).enabled);
    QVERIFY(at.desk.gate(terminateKind(), lookedat::ns).allowed);
}

void TestNamespaceLevers::saysWhatTheServerRefuses_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("role") << u"PERMISSION_DENIED"_s << u"this needs the role ns-a:admin"_s;
    QTest::newRow("value") << u"INVALID_ARGUMENT"_s << u"The server refused: too short."_s;
}

void TestNamespaceLevers::saysWhatTheServerRefuses()
{
    QFETCH(const QString, code);
    QFETCH(const QString, says);
    AtNamespace at;
    QVERIFY(at.signIn());
    at.server.failNext(updateMethod, code, u"too short"_s);
    const auto receipt = at.pulledTo(1);
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QVERIFY2(receipt->sentence.contains(says), qPrintable(receipt->sentence));
    QCOMPARE(at.now().info.retention, staging().retention);
}

void TestNamespaceLevers::stopsIfTheNamespaceChangedSinceTheDialog_data()
{
    QTest::addColumn<NamespaceInfo>("now");
    QTest::addColumn<QString>("says");
    NamespaceInfo other = staging();
    other.id = u"ffff"_s;
    NamespaceInfo deprecated = staging();
    deprecated.state = NamespaceState::Deprecated;
    QTest::newRow("retention") << staging(14 * day) << u"Its retention was 7 d and is 14 d now."_s;
    QTest::newRow("made anew") << other << u"Another namespace goes by this name now."_s;
    QTest::newRow("state") << deprecated << u"The namespace was registered and is deprecated now."_s;
}

void TestNamespaceLevers::stopsIfTheNamespaceChangedSinceTheDialog()
{
    QFETCH(const NamespaceInfo, now);
    QFETCH(const QString, says);
    AtNamespace at;
    QVERIFY(at.signIn());
    at.server.setNamespaces({now});
    const auto receipt = at.pulledTo(30);
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::LostRace);
    QCOMPARE(receipt->sentence, says + u" Nothing was sent."_s);
    QCOMPARE(at.server.calls(updateMethod), 0);
    at.server.setNamespaces({});
    const auto gone = at.pulledTo(30);
    QVERIFY(gone);
    QCOMPARE(gone->sentence, u"The namespace no longer exists; nothing was sent."_s);
}

void TestNamespaceLevers::aLostReplyIsProvenByWhatIsReadBack()
{
    AtNamespace at;
    QVERIFY(at.signIn());
    at.server.loseReplyNext(updateMethod);
    const auto receipt = at.pulledTo(30);
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    QCOMPARE(at.server.calls(updateMethod), 1);
}

void TestNamespaceLevers::aChangeOfSomebodyElseIsNotTakenForItsOwn_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("says");
    QTest::newRow("another console's") << eve << u"so whether this one took effect can't be told."_s;
    QTest::newRow("one without a mark") << QString() << u"Another call changed it. Its retention is 30 d."_s;
}

/// Its own call may still be on its way, so no race is lost yet.
void TestNamespaceLevers::aChangeOfSomebodyElseIsNotTakenForItsOwn()
{
    QFETCH(const QString, by);
    QFETCH(const QString, says);
    AtNamespace at;
    QVERIFY(at.signIn());
    at.server.failNext(updateMethod, u"UNAVAILABLE"_s, u"gone"_s);
    at.server.before(updateMethod, [&at, &by] {
        at.retainedBy(by, 30 * day);
        at.server.forgetCalls();
    });
    const auto intervention = at.intervention(leverFor(Kind::ChangeRetention, {u"30"_s}));
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(intervention->state(), State::Sent);
    QTRY_VERIFY(at.server.calls(namespaceMethod) >= 1); // read back
    at.clock.advance(16s);
    QTRY_COMPARE(intervention->state(), State::Finished);
    const Receipt &receipt = *intervention->receipt();
    QCOMPARE(receipt.outcome, Outcome::Unknown);
    QVERIFY2(receipt.sentence.contains(says), qPrintable(receipt.sentence));
    QCOMPARE(openIntents(at.records(), at.profile.name).size(), std::size_t(1));
}

void TestNamespaceLevers::whatWasOverwrittenIsUnknownForGood()
{
    AtNamespace at;
    QVERIFY(at.signIn());
    const auto intervention = at.intervention(leverFor(Kind::ChangeRetention, {u"30"_s}));
    connect(intervention.get(), &Intervention::stateChanged, &at, [&at, &intervention] {
        if (intervention->state() == State::Sent)
            at.server.before(namespaceMethod, [&at] { at.retainedBy(eve, 14 * day); });
    });
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(intervention->state(), State::Finished);
    const Receipt &receipt = *intervention->receipt();
    QCOMPARE(receipt.outcome, Outcome::Unknown);
    QVERIFY2(receipt.sentence.startsWith(u"The server accepted the call. Its retention is 14 d. Another "
                                         u"operation changed the namespace since"_s),
             qPrintable(receipt.sentence));
    QVERIFY(openIntents(at.records(), at.profile.name).empty());
}

void TestNamespaceLevers::whatLeavesNoTraceIsUnknown()
{
    AtNamespace at;
    QVERIFY(at.signIn());
    at.server.failNext(updateMethod, u"UNAVAILABLE"_s, u"gone"_s);
    at.server.before(updateMethod, [&at] { at.server.forgetCalls(); });
    const auto intervention = at.intervention(leverFor(Kind::ChangeRetention, {u"30"_s}));
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(intervention->state(), State::Sent);
    QTRY_VERIFY(at.server.calls(namespaceMethod) >= 1); // read back
    at.clock.advance(16s);
    QTRY_COMPARE(intervention->state(), State::Finished);
    QCOMPARE(intervention->receipt()->outcome, Outcome::Unknown);
    QVERIFY2(intervention->receipt()->sentence.endsWith(
                 u"Its retention is 7 d, as it was before. The call may still take effect: look at the "
                 u"namespace again before the next try."_s),
             qPrintable(intervention->receipt()->sentence));
}

void TestNamespaceLevers::settlesWhatACrashLeft_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("by");
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QStringList>("recorded");
    const QString own = u"ada@signalbox/op-1"_s;
    const QString none;
    const QStringList unsettled{};
    const QStringList lost{u"lost race"_s};
    const QStringList forGood{u"unknown"_s};
    QTest::newRow("it had taken effect") << none << own << 30 << 0 << Outcome::Done << QStringList{u"done"_s};
    QTest::newRow("and was set back") << eve << own << 7 << 0 << Outcome::LostRace << lost;
    QTest::newRow("a call without a mark did") << eve << eve << 14 << 0 << Outcome::Unknown << unsettled;
    QTest::newRow("and in time alone") << eve << eve << 14 << 11 << Outcome::LostRace << lost;
    QTest::newRow("somebody else's did") << none << eve << 14 << 0 << Outcome::Unknown << unsettled;
    QTest::newRow("for good") << none << eve << 14 << 11 << Outcome::Unknown << forGood;
    QTest::newRow("and it is as it was") << none << eve << 7 << 11 << Outcome::Unknown << forGood;
    QTest::newRow("it may be on its way") << eve << eve << 7 << 0 << Outcome::Unknown << unsettled;
    QTest::newRow("it never was") << eve << eve << 7 << 11 << Outcome::Refused << QStringList{u"refused"_s};
}

void TestNamespaceLevers::settlesWhatACrashLeft()
{
    QFETCH(const QString, before);
    QFETCH(const QString, by);
    QFETCH(const int, days);
    QFETCH(const int, minutes);
    QFETCH(const Outcome, outcome);
    QFETCH(const QStringList, recorded);
    AtNamespace at;
    QVERIFY(at.signIn());
    SeenConfig read;
    read.config.info = staging();
    read.config.data[lastChangeKey] = before;
    const auto lever =
        retentionKind().make({Kind::ChangeRetention, lookedat::ns}, Seen(read), {{}, {u"30"_s}});
    QVERIFY(at.leaveIntent(*lever, u"op-1"_s));
    at.retainedBy(by, days * day);
    at.clock.advance(std::chrono::minutes(minutes));
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    const Desk::Recovered &settled = at.recovered.front();
    QVERIFY2(settled.settlement.outcome == outcome, qPrintable(settled.settlement.sentence));
    QVERIFY2(settled.notice().startsWith(u"Left open by an earlier run: change retention of ns-a, begun"_s),
             qPrintable(settled.notice()));
    QCOMPARE(at.outcomes(), recorded);
    QCOMPARE(openIntents(at.records(), at.profile.name).empty(), !recorded.isEmpty());
    QCOMPARE(at.server.calls(updateMethod), 0);
}

void TestNamespaceLevers::anotherLeverOnTheNamespaceWaits()
{
    AtNamespace at;
    QVERIFY(at.signIn());
    QVERIFY(at.desk.open(leverFor(Kind::ChangeRetention, {u"30"_s})));
    QVERIFY(!at.desk.open(leverFor(Kind::DeprecateNamespace, {})));
    QVERIFY(at.desk.open(PullWorld::terminateLever())); // on a run in it
}

void TestNamespaceLevers::saysWhatIsMissing_data()
{
    QTest::addColumn<Kind>("act");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QStringList>("missing");
    const QStringList days{u"a retention of whole days, from 1 to 36500"_s};
    QTest::newRow("none") << Kind::ChangeRetention << QStringList{u""_s} << days;
    QTest::newRow("words") << Kind::ChangeRetention << QStringList{u"a month"_s} << days;
    QTest::newRow("zero") << Kind::ChangeRetention << QStringList{u"0"_s} << days;
    QTest::newRow("fraction") << Kind::ChangeRetention << QStringList{u"1.5"_s} << days;
    QTest::newRow("too many") << Kind::ChangeRetention << QStringList{u"36501"_s} << days;
    QTest::newRow("the same") << Kind::ChangeRetention << QStringList{u"7"_s}
                              << QStringList{u"another retention than it has"_s};
    QTest::newRow("a number") << Kind::ChangeRetention << QStringList{u" 30 "_s} << QStringList();
    QTest::newRow("nothing new") << Kind::DescribeNamespace << QStringList{u"Shared staging"_s, u""_s}
                                 << QStringList{u"another description or owner than it has"_s};
    QTest::newRow("emptied") << Kind::DescribeNamespace << QStringList{u""_s, u"ops@x.org"_s}
                             << QStringList{u"a description (the server can't empty it)"_s};
    QTest::newRow("an owner") << Kind::DescribeNamespace << QStringList{u"Shared staging"_s, u"ops@x.org"_s}
                              << QStringList();
}

void TestNamespaceLevers::saysWhatIsMissing()
{
    QFETCH(const Kind, act);
    QFETCH(const QStringList, lines);
    QFETCH(const QStringList, missing);
    QCOMPARE(kindOf(act).missing(seen(), lines), missing);
    QCOMPARE(leverFor(act, lines) == nullptr, !missing.isEmpty());
}

void TestNamespaceLevers::saysWhatWillHappen()
{
    QCOMPARE(leverFor(Kind::ChangeRetention, {u"30"_s})->consequence(),
             u"Runs that close from now on are kept for 30 d instead of 7 d. It rescues none of the 12 that "
             u"have closed: each is deleted when it was to be as it closed."_s);
    QCOMPARE(leverFor(Kind::ChangeRetention, {u"3"_s})->consequence(),
             u"Runs that close from now on are kept for 3 d instead of 7 d. The 12 that have closed are kept "
             u"as long as was set when they closed."_s);
    const auto uncounted = retentionKind().make({Kind::ChangeRetention, lookedat::ns},
                                                seen(staging(), std::nullopt), {{}, {u"30"_s}});
    QVERIFY(uncounted->consequence().endsWith(u"How many there are is not known."_s));
    const auto ofNone =
        retentionKind().make({Kind::ChangeRetention, lookedat::ns}, seen(staging(), 0), {{}, {u"30"_s}});
    QCOMPARE(ofNone->consequence(), u"Runs that close from now on are kept for 30 d instead of 7 d."_s);
    QVERIFY(leverFor(Kind::DeprecateNamespace, {})->consequence().contains(u"It can't be taken back"_s));
}

/// Visibility may be slow or down, which is no reason not to act.
void TestNamespaceLevers::doesNotWaitUntilRunsAreCounted()
{
    AtNamespace at;
    QVERIFY(at.signIn());
    TargetLook look(*at.client, {Kind::ChangeRetention, lookedat::ns});
    QSignalSpy counted(&look, &TargetLook::counted);
    at.server.holdNext(u"CountWorkflowExecutions"_s);
    const auto read = await(look.read(Purpose::Operator));
    QVERIFY(read);
    QVERIFY(!std::get<SeenConfig>(*read).closedRuns);
    QCOMPARE(counted.count(), 0);
    QTRY_COMPARE(at.server.held(), 1);
    at.server.releaseHeld();
    QTRY_COMPARE(counted.count(), 1);
    QCOMPARE(look.closedRuns(), std::optional<qint64>(0));
    const auto again = await(look.read(Purpose::Operator));
    QVERIFY(again);
    QCOMPARE(std::get<SeenConfig>(*again).closedRuns, std::optional<qint64>(0)); // until it is counted anew
}

void TestNamespaceLevers::showsACommandLineThatAShellTakes()
{
    QCOMPARE(leverFor(Kind::ChangeRetention, {u"30"_s})->commandLine(u"INC-7"_s),
             u"temporal operator namespace update --namespace ns-a --retention 720h"_s);
    QCOMPARE(leverFor(Kind::DescribeNamespace, {u"it's ours"_s, u"ops@x.org"_s})->commandLine({}),
             u"temporal operator namespace update --namespace ns-a --description 'it'\\''s ours' "
             u"--email ops@x.org"_s);
    QVERIFY(leverFor(Kind::DeprecateNamespace, {})->commandLine({}).startsWith(u"grpcurl -d "_s));
}

void TestNamespaceLevers::whatIsDeprecatedIsNotDeprecatedAgain()
{
    NamespaceInfo info = staging();
    info.state = NamespaceState::Deprecated;
    const InterventionTarget target{Kind::DeprecateNamespace, lookedat::ns};
    QCOMPARE(deprecateKind().obstacle(target, seen(info)), u"The namespace is deprecated already."_s);
    QVERIFY(deprecateKind().obstacle(target, seen()).isEmpty());
    QVERIFY(retentionKind().obstacle(target, seen(info)).isEmpty());
}

void TestNamespaceLevers::longTextsAreComparedWhole()
{
    NamespaceInfo info = staging();
    info.description = QString(300, u'x') + u"before"_s;
    const InterventionTarget target{Kind::DescribeNamespace, lookedat::ns};
    const auto lever =
        describeKind().make(target, seen(info), {{}, {QString(300, u'x') + u"wanted"_s, QString()}});
    QVERIFY(lever->recheck(seen(info)));
    info.description = QString(300, u'x') + u"others"_s;
    QVERIFY(!lever->recheck(seen(info)));
}

QTEST_GUILESS_MAIN(TestNamespaceLevers)
#include "tst_namespacelevers.moc"
