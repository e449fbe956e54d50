// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/deletenamespacelever.h"
#include "models/interventions/leverstate.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/targetlook.h"
#include "tests/unit/interventions/atdesk.h"

#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Aim = InterventionTarget::Act;
using State = Intervention::State;

namespace {

const QString nova = u"tenant-nova"_s;
const QString deleteMethod = u"DeleteNamespace"_s;
const QString describeNamespace = u"DescribeNamespace"_s;
const InterventionTarget target{Aim::DeleteNamespace, nova};

/// Of a person whose sign-in for interventions grants `role` there; the namespace holds two runs that are
/// open, three that have closed, and one schedule.
struct AtDoomed : AtDesk
{
    explicit AtDoomed(const QString &role = u"admin"_s)
    {
        profile.environment = Environment::Development;
        idp.writePermissions = {nova + u':' + role};
        idp.permissions << u"temporal-system:read"_s; // of a tenant nobody has a role of everyday
        server.setNamespaces({info()});
        std::vector<Execution> runs(5, lookedat::run().execution);
        for (std::size_t i = 0; i < runs.size(); ++i) {
            runs[i].runId = u"r%1"_s.arg(i);
            runs[i].status = i < 2 ? ExecutionStatus::Running : ExecutionStatus::Completed;
        }
        server.setExecutions(nova, runs);
        server.setSchedules(nova, {{u"nightly"_s, u"Sweep"_s, false}});
    }
    static NamespaceInfo info(const QString &id = u"0a1b"_s)
    {
        NamespaceInfo info;
        info.name = nova;
        info.id = id;
        info.state = NamespaceState::Registered;
        return info;
    }
    /// With what was counted.
    [[nodiscard]] SeenConfig read()
    {
        TargetLook look(*client, target);
        QSignalSpy counted(&look, &TargetLook::counted);
        auto seen = std::get<SeenConfig>(await(look.read(Purpose::Operator)).value());
        [&] { QTRY_COMPARE(counted.count(), 1); }();
        look.addCounts(seen);
        return seen;
    }
    [[nodiscard]] std::unique_ptr<Lever> lever() { return deleteNamespaceKind().make(target, read(), {}); }
    [[nodiscard]] std::unique_ptr<Intervention> pulling(std::unique_ptr<Lever> pulledLever)
    {
        auto made = intervention(std::move(pulledLever));
        made->pull({u"INC-7"_s, nova});
        return made;
    }
    [[nodiscard]] Receipt deleted()
    {
        const auto pulled = pulling(lever());
        [&] { QTRY_COMPARE_WITH_TIMEOUT(pulled->state(), State::Finished, 20'000); }();
        return pulled->receipt().value_or(Receipt());
    }
};

} // namespace

class TestDeleteNamespace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatWouldGo();
    void deletesAndProvesItByTheName();
    void theNameIsTypedWhereverItIs();
    void whatTheRunbookKeepsIsNotDeleted();
    void sendsNothingWithoutTheRole();
    void anotherOneOfTheNameIsLeftAlone();
    void whoeverWasFasterIsTold();
    void aLostReplyIsProvenByTheName();
    void whatTheServerProtectsIsRefused();
    void whatIsStillThereIsUnknown();
    void settlesWhatACrashLeft();
    void notesSomethingInItsData();
    void saysWhatANoteLacks_data();
    void saysWhatANoteLacks();
};

void TestDeleteNamespace::saysWhatWouldGo()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    SeenConfig seen = at.read();
    QCOMPARE(seen.openRuns, std::optional<qint64>(2));
    QCOMPARE(seen.closedRuns, std::optional<qint64>(3));
    QCOMPARE(seen.schedules, std::optional<qint64>(1));
    QVERIFY2(at.lever()->consequence().startsWith(
                 u"All that is in it goes, for good: 2 running and 3 closed runs, 1 schedules."_s),
             qPrintable(at.lever()->consequence()));
    seen.schedules.reset();
    seen.config.history.uri = u"s3://sm-nova-temporal-archive"_s;
    const QString uncounted = DeleteNamespaceLever(seen).consequence();
    QVERIFY2(uncounted.contains(u"– schedules"_s) &&
                 uncounted.contains(u"What shows – could not be counted."_s) &&
                 uncounted.contains(u"What was archived stays at s3://sm-nova-temporal-archive"_s),
             qPrintable(uncounted));
    QCOMPARE(at.lever()->commandLine({}),
             u"temporal operator namespace delete --yes --namespace tenant-nova"_s);
}

void TestDeleteNamespace::deletesAndProvesItByTheName()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    const Receipt receipt = at.deleted();
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QCOMPARE(
        receipt.sentence,
        u"It is deleted: the server knows no namespace of this name. It calls it tenant-nova-deleted-0ea8c "
        u"until all that was in it is removed."_s);
    QCOMPARE(at.server.calls(deleteMethod), 1);
    const QJsonObject intent = at.records().front();
    QCOMPARE(intent[u"verb"_s].toString(), u"delete namespace"_s);
    QCOMPARE(intent[u"namespace_id"_s].toString(), u"0a1b"_s);
    QCOMPARE(intent[u"running_runs"_s].toInteger(), 2);
    QCOMPARE(intent[u"closed_runs"_s].toInteger(), 3);
    QCOMPARE(intent[u"schedules"_s].toInteger(), 1);
    QCOMPARE(at.outcomes(), QStringList{u"done"_s});
}

/// In development too, where no other lever asks for it.
void TestDeleteNamespace::theNameIsTypedWhereverItIs()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    for (const QString &typed : {QString(), u"tenant-nov"_s, u"Tenant-nova"_s}) {
        const auto intervention = at.intervention(at.lever());
        intervention->pull({u"INC-7"_s, typed});
        QTRY_COMPARE(intervention->state(), State::Finished);
        QCOMPARE(intervention->receipt()->outcome, Outcome::Refused);
        QVERIFY(intervention->receipt()->sentence.contains(u"the namespace's name, typed"_s));
    }
    QCOMPARE(at.server.calls(deleteMethod), 0);
    QVERIFY(at.records().empty());
    QVERIFY(!mustTypeId({Aim::ChangeRetention, nova}, Environment::Development));
}

void TestDeleteNamespace::whatTheRunbookKeepsIsNotDeleted()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    QVERIFY(leverState(at.desk, deleteNamespaceKind(), nova).enabled);
    at.desk.keepNamespaces(
        [](const QString &ns) { return ns == nova ? u"the runbook protects it, r.toml:3"_s : QString(); });
    const LeverState off = leverState(at.desk, deleteNamespaceKind(), nova);
    QVERIFY(!off.enabled);
    QCOMPARE(off.reason, u"the runbook protects it, r.toml:3"_s);
    QVERIFY(leverState(at.desk, deleteNamespaceKind(), u"ns-b"_s).enabled);
    QVERIFY(leverState(at.desk, retentionKind(), nova).enabled);
    QVERIFY(!at.desk.open(at.lever())); // whoever asks for it past its state
}

void TestDeleteNamespace::sendsNothingWithoutTheRole()
{
    AtDoomed at(u"write"_s);
    QVERIFY(at.signIn());
    const Receipt receipt = at.deleted();
    QCOMPARE(receipt.outcome, Outcome::Refused);
    QVERIFY2(receipt.sentence.contains(u"lacks the role tenant-nova:admin"_s), qPrintable(receipt.sentence));
    QCOMPARE(at.server.calls(deleteMethod), 0);
}

void TestDeleteNamespace::anotherOneOfTheNameIsLeftAlone()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    auto lever = at.lever();
    at.server.setNamespaces({AtDoomed::info(u"ffff"_s)});
    const auto pulled = at.pulling(std::move(lever));
    QTRY_COMPARE(pulled->state(), State::Finished);
    QCOMPARE(pulled->receipt()->outcome, Outcome::LostRace);
    QCOMPARE(pulled->receipt()->sentence, u"Another namespace goes by this name now. Nothing was sent."_s);
    QCOMPARE(at.server.calls(deleteMethod), 0);
}

void TestDeleteNamespace::whoeverWasFasterIsTold()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    auto lever = at.lever();
    at.server.before(deleteMethod, [&at] { at.server.setNamespaces({}); });
    const auto pulled = at.pulling(std::move(lever));
    QTRY_COMPARE(pulled->state(), State::Finished);
    QCOMPARE(pulled->receipt()->outcome, Outcome::LostRace);
}

void TestDeleteNamespace::aLostReplyIsProvenByTheName()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    at.server.loseReplyNext(deleteMethod);
    const Receipt receipt = at.deleted();
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QVERIFY2(receipt.sentence.endsWith(u"Whether by this call or another one can't be told."_s),
             qPrintable(receipt.sentence));
    QCOMPARE(at.server.calls(deleteMethod), 1);
}

void TestDeleteNamespace::whatTheServerProtectsIsRefused()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    at.server.failNext(deleteMethod, u"FAILED_PRECONDITION"_s, u"namespace is protected"_s);
    const Receipt receipt = at.deleted();
    QCOMPARE(receipt.outcome, Outcome::Refused);
    QCOMPARE(receipt.sentence, u"The server refused: namespace is protected."_s);
}

void TestDeleteNamespace::whatIsStillThereIsUnknown()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    at.server.failNext(deleteMethod, u"UNAVAILABLE"_s, u"gone"_s);
    at.server.before(deleteMethod, [&at] { at.server.forgetCalls(); });
    const auto pulled = at.pulling(at.lever());
    QTRY_COMPARE(pulled->state(), State::Sent);
    QTRY_VERIFY(at.server.calls(describeNamespace) >= 1);
    at.clock.advance(16s);
    QTRY_COMPARE(pulled->state(), State::Finished);
    QCOMPARE(pulled->receipt()->outcome, Outcome::Unknown);
    QVERIFY2(pulled->receipt()->sentence.contains(u"The namespace is still there."_s),
             qPrintable(pulled->receipt()->sentence));
}

void TestDeleteNamespace::settlesWhatACrashLeft()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*at.lever(), u"op-1"_s));
    at.server.setNamespaces({});
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    QVERIFY2(at.recovered.front().settlement.outcome == Outcome::Done,
             qPrintable(at.recovered.front().settlement.sentence));
    QVERIFY(at.recovered.front().notice().contains(u"delete namespace of tenant-nova"_s));
    QCOMPARE(at.outcomes(), QStringList{u"done"_s});
    QCOMPARE(at.server.calls(deleteMethod), 0);
}

void TestDeleteNamespace::notesSomethingInItsData()
{
    AtDoomed at;
    QVERIFY(at.signIn());
    at.server.setConfig({AtDoomed::info(), {}, {}, {{u"tier"_s, u"silver"_s}, {u"pager"_s, u"a"_s}}});
    const InterventionTarget aim{Aim::ChangeNamespaceData, nova};
    TargetLook look(*at.client, aim);
    const Seen seen = await(look.read(Purpose::Operator)).value();
    const auto lever = [&] { return namespaceDataKind().make(aim, seen, {{}, {u"tier"_s, u"gold = 1"_s}}); };
    QCOMPARE(lever()->commandLine({}),
             u"temporal operator namespace update --namespace tenant-nova --data 'tier=gold = 1'"_s);
    const auto receipt = at.pulled(lever());
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    QVERIFY2(receipt->sentence.startsWith(u"Its data “tier” is “gold = 1”."_s),
             qPrintable(receipt->sentence));
    const auto now = std::get<SeenConfig>(await(look.read(Purpose::Operator)).value()).config.data;
    QCOMPARE(now.at(u"tier"_s), u"gold = 1"_s);
    QCOMPARE(now.at(u"pager"_s), u"a"_s);
    QCOMPARE(now.at(lastChangeKey), receipt->identity);
    const QJsonObject intent = at.records().front();
    QCOMPARE(intent[u"data_key"_s].toString(), u"tier"_s);
    QCOMPARE(intent[u"data_before"_s].toString(), u"silver"_s);
    // Whoever set it meanwhile has not lost it.
    const auto late = at.pulled(lever());
    QVERIFY(late);
    QCOMPARE(late->outcome, Outcome::LostRace);
}

void TestDeleteNamespace::saysWhatANoteLacks_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QStringList>("missing");
    const QStringList key{u"a key without '=' or blanks around it"_s};
    QTest::newRow("good") << QStringList{u"tier"_s, u"gold"_s} << QStringList();
    QTest::newRow("emptied") << QStringList{u"tier"_s, u""_s} << QStringList();
    QTest::newRow("no key") << QStringList{u""_s, u"gold"_s} << key;
    QTest::newRow("blank key") << QStringList{u" "_s, u"gold"_s} << key;
    QTest::newRow("a key with =") << QStringList{u"a=b"_s, u"gold"_s} << key;
    QTest::newRow("the same") << QStringList{u"tier"_s, u"silver"_s}
                              << QStringList{u"another value than it has"_s};
    QTest::newRow("nothing") << QStringList{u"new"_s, u""_s} << QStringList{u"a value"_s};
    QTest::newRow("our own") << QStringList{lastChangeKey, u"eve"_s}
                             << QStringList{u"another key: this one says which lever was pulled last"_s};
}

void TestDeleteNamespace::saysWhatANoteLacks()
{
    QFETCH(const QStringList, lines);
    QFETCH(const QStringList, missing);
    SeenConfig seen;
    seen.config.data = {{u"tier"_s, u"silver"_s}};
    QCOMPARE(namespaceDataKind().missing(seen, lines), missing);
}

QTEST_GUILESS_MAIN(TestDeleteNamespace)
#include "tst_deletenamespace.moc"
