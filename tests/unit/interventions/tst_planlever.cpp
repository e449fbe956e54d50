// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/namespacelever.h"
#include "models/interventions/planlever.h"
#include "models/interventions/targetlook.h"
#include "models/temporal/inventoryreads.h"
#include "tests/unit/interventions/atdesk.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Aim = InterventionTarget::Act;
using State = Intervention::State;
using Line = PlanLine::Kind;

namespace {

constexpr auto day = std::chrono::hours(24);
const QString nova = u"tenant-nova"_s;
const QString bucket = u"s3://sm-nova-temporal-archive"_s;
const QString registerMethod = u"RegisterNamespace"_s;
const QString updateMethod = u"UpdateNamespace"_s;
const QString addMethod = u"AddSearchAttributes"_s;
const QString eve = u"eve@signalbox/op-9"_s;

NamespaceWish wish()
{
    NamespaceWish wish;
    wish.retention = 30 * day;
    wish.description = u"Dedicated tenant workflows"_s;
    wish.ownerEmail = u"team@example.org"_s;
    wish.archival = Archival{true, bucket};
    wish.searchAttributes = {{u"CustomerId"_s, u"Keyword"_s}, {u"Priority"_s, u"Int"_s}};
    return wish;
}

InterventionTarget target()
{
    InterventionTarget target{Aim::SetUpNamespace, nova};
    target.wish = wish();
    return target;
}

/// Of a person whose sign-in for interventions grants `role` on the tenant's namespace.
struct AtTenant : AtDesk
{
    explicit AtTenant(const QString &role = u"admin"_s)
    {
        idp.writePermissions = {nova + u':' + role};
        idp.permissions << u"temporal-system:read"_s; // of a tenant nobody has a role of everyday
    }

    [[nodiscard]] SeenConfig read()
    {
        TargetLook look(*client, target());
        return std::get<SeenConfig>(await(look.read(Purpose::Operator)).value());
    }
    [[nodiscard]] NamespacePlan plan() { return planOf(wish(), read()); }
    [[nodiscard]] std::unique_ptr<Lever> lever() { return setUpKind().make(target(), read(), {}); }
    [[nodiscard]] Receipt applied()
    {
        const auto receipt = pulled(lever());
        [&] { QVERIFY(receipt); }();
        return receipt.value_or(Receipt());
    }
    [[nodiscard]] int calls() const
    {
        return server.calls(registerMethod) + server.calls(updateMethod) + server.calls(addMethod);
    }
    /// It is there, as somebody's call without a console left it.
    void thereWith(std::chrono::seconds retention, const QString &by = {})
    {
        NamespaceInfo info;
        info.name = nova;
        info.id = u"0a1b"_s;
        info.description = u"theirs"_s;
        info.ownerEmail = u"team@example.org"_s;
        info.state = NamespaceState::Registered;
        info.retention = retention;
        server.setNamespaces({info});
        NamespaceConfig config{info, {}, {}, {}};
        if (!by.isEmpty())
            config.data[lastChangeKey] = by;
        server.setConfig(config);
        server.setArchival(nova, {true, bucket});
        server.setSearchAttributes(nova, wish().searchAttributes);
    }
};

QStringList symbolsOf(const NamespacePlan &plan)
{
    QStringList symbols;
    for (const PlanLine &line : plan.lines)
        symbols << planSymbol(line.kind) + u' ' + line.field;
    return symbols;
}

} // namespace

Q_DECLARE_METATYPE(signalbox::Outcome)

class TestPlanLever : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesATenantAndThenThereIsNothingToDo();
    void onlyWhatDiffersIsPlannedAndSent();
    void whatNoCallCanChangeIsNeverSent();
    void whatCannotBeReadIsNotKnown();
    void aNameThatIsStillBeingRemovedIsWaitedFor();
    void aDeprecatedOneStaysSo();
    void sendsNothingWithoutTheRole();
    void thePlanThatChangedIsNotCarriedOut();
    void whoeverMadeItMeanwhileIsTold();
    void aLostReplyIsProvenByTheMark();
    void whatStopsHalfwayGoesOnFromThere();
    void aNamespaceJustMadeIsNotFoundAtOnce();
    void aServerWithoutAnArchiveIsFoundOut();
    void settlesWhatACrashLeft_data();
    void settlesWhatACrashLeft();
    void addsOneSearchAttribute();
    void saysWhatAnAttributeLacks_data();
    void saysWhatAnAttributeLacks();
    void showsCommandsThatAShellTakes();
};

void TestPlanLever::makesATenantAndThenThereIsNothingToDo()
{
    AtTenant at;
    QVERIFY(at.signIn());
    QCOMPARE(
        symbolsOf(at.plan()),
        (QStringList{u"+ namespace"_s, u"+ retention"_s, u"+ description"_s, u"+ owner"_s, u"+ archival"_s,
                     u"+ search attribute CustomerId"_s, u"+ search attribute Priority"_s}));
    QCOMPARE(planTotals(at.plan()), u"7 to add"_s);
    QCOMPARE(planExitCode(at.plan()), 1);
    const Receipt receipt = at.applied();
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QCOMPARE(receipt.sentence,
             u"The namespace is made, and is as it was to be. The namespace's data names this "
             u"operation."_s);
    const SeenConfig now = at.read();
    QVERIFY(!now.isMissing);
    QCOMPARE(now.config.info.retention, std::optional<std::chrono::seconds>(30 * day));
    QCOMPARE(now.config.info.description, u"Dedicated tenant workflows"_s);
    QCOMPARE(now.config.info.ownerEmail, u"team@example.org"_s);
    QCOMPARE(now.config.history, (Archival{true, bucket}));
    QCOMPARE(now.config.visibility, (Archival{true, bucket}));
    QCOMPARE(now.config.data.at(lastChangeKey), receipt.identity);
    QCOMPARE(now.attributes, std::optional(wish().searchAttributes));
    const QJsonObject intent = at.records().front();
    QCOMPARE(intent[u"verb"_s].toString(), u"set up namespace"_s);
    QCOMPARE(intent[u"archival"_s].toString(), bucket);
    QCOMPARE(intent[u"search_attributes"_s].toObject()[u"Priority"_s].toString(), u"Int"_s);
    QCOMPARE(at.outcomes(), QStringList{u"done"_s});

    const NamespacePlan again = at.plan();
    QVERIFY(!again.hasSteps());
    QCOMPARE(planExitCode(again), 0);
    QCOMPARE(planTotals(again), u"nothing to do: it is as it is to be"_s);
    QCOMPARE(again.count(Line::Same), 6);
    QVERIFY(!at.lever());
    QVERIFY(!setUpKind().obstacle(target(), at.read()).isEmpty());
}

void TestPlanLever::onlyWhatDiffersIsPlannedAndSent()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.thereWith(7 * day);
    at.server.setSearchAttributes(nova, {{u"CustomerId"_s, u"Keyword"_s}, {u"Theirs"_s, u"Text"_s}});
    const NamespacePlan plan = at.plan();
    QCOMPARE(symbolsOf(plan),
             (QStringList{u"~ retention"_s, u"= description"_s, u"= owner"_s, u"= archival"_s,
                          u"= search attribute CustomerId"_s, u"+ search attribute Priority"_s}));
    QCOMPARE(planValue(plan.lines[0]), u"7 d → 30 d"_s);
    QCOMPARE(planValue(plan.lines[1]), u"“theirs”"_s); // its words are its owner's
    QCOMPARE(planTotals(plan), u"1 to add, 1 to change"_s);
    const Receipt receipt = at.applied();
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QCOMPARE(at.server.calls(registerMethod), 0);
    QCOMPARE(at.server.calls(updateMethod), 1);
    const QString sent = at.server.recorded(updateMethod).front().request;
    QVERIFY2(!sent.contains(u"archival"_s) && !sent.contains(u"description"_s), qPrintable(sent));
    const QString added = at.server.recorded(addMethod).front().request;
    QVERIFY2(added.contains(u"Priority"_s) && !added.contains(u"CustomerId"_s), qPrintable(added));
    QVERIFY(at.read().attributes->contains(u"Theirs"_s));
}

void TestPlanLever::whatNoCallCanChangeIsNeverSent()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.thereWith(7 * day);
    at.server.setArchival(nova, {false, u"s3://another"_s});
    at.server.setSearchAttributes(nova, {{u"CustomerId"_s, u"Text"_s}, {u"Priority"_s, u"Int"_s}});
    const NamespacePlan plan = at.plan();
    QCOMPARE(plan.count(Line::Impossible), 2);
    QVERIFY(!plan.change.archival);
    QVERIFY(plan.add.empty());
    QCOMPARE(planValue(plan.lines[3]),
             u"off, set to s3://another → on, to s3://sm-nova-temporal-archive (an address that was set once "
             u"stays for good; another one needs another namespace)"_s);
    QCOMPARE(planValue(plan.lines[4]), u"Text → Keyword (an attribute keeps its type)"_s);
    const Receipt receipt = at.applied();
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QCOMPARE(at.calls(), 1);
    QVERIFY(!at.server.recorded(updateMethod).front().request.contains(u"archival"_s));
    QCOMPARE(planExitCode(at.plan()), 1); // it differs still
    QVERIFY(!at.lever());
}

void TestPlanLever::whatCannotBeReadIsNotKnown()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.thereWith(30 * day);
    at.server.failNext(u"ListSearchAttributes"_s, u"INTERNAL"_s, u"no store"_s);
    const NamespacePlan plan = at.plan();
    QCOMPARE(plan.count(Line::Unknown), 2);
    QVERIFY(!plan.hasSteps());
    QCOMPARE(planExitCode(plan), 3);
    QVERIFY2(planValue(plan.lines.back()).contains(u"no store"_s), qPrintable(planValue(plan.lines.back())));
}

void TestPlanLever::aNameThatIsStillBeingRemovedIsWaitedFor()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.server.setRemoved({nova + u"-deleted-0ea8c"_s, u"tenant-other-deleted-11111"_s});
    NamespacePlan plan = at.plan();
    QVERIFY2(plan.obstacle.contains(u"still being removed, as tenant-nova-deleted-0ea8c"_s),
             qPrintable(plan.obstacle));
    QVERIFY(!at.lever());
    at.server.setRemoved({u"tenant-other-deleted-11111"_s});
    QVERIFY(at.plan().hasSteps());
    // Whoever may not list them is not kept from it.
    at.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, u"no"_s);
    QVERIFY(at.plan().hasSteps());
}

void TestPlanLever::aDeprecatedOneStaysSo()
{
    SeenConfig seen;
    seen.config.info.name = nova;
    seen.config.info.state = NamespaceState::Deprecated;
    seen.config.info.retention = 30 * day;
    NamespaceWish only;
    only.retention = 30 * day;
    NamespacePlan plan = planOf(only, seen);
    QCOMPARE(symbolsOf(plan), (QStringList{u"! state"_s, u"= retention"_s}));
    QCOMPARE(planExitCode(plan), 1);
    seen.config.info.state = NamespaceState::Deleted;
    plan = planOf(only, seen);
    QVERIFY(!plan.obstacle.isEmpty() && !plan.hasSteps());
}

void TestPlanLever::sendsNothingWithoutTheRole()
{
    AtTenant at(u"write"_s);
    QVERIFY(at.signIn());
    const Receipt receipt = at.applied();
    QCOMPARE(receipt.outcome, Outcome::Refused);
    QVERIFY2(receipt.sentence.contains(u"lacks the role tenant-nova:admin, so nothing was sent"_s),
             qPrintable(receipt.sentence));
    QCOMPARE(at.calls(), 0);
}

void TestPlanLever::thePlanThatChangedIsNotCarriedOut()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.thereWith(7 * day);
    auto lever = at.lever();
    at.thereWith(14 * day);
    const auto receipt = at.pulled(std::move(lever));
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::LostRace);
    QCOMPARE(receipt->sentence,
             u"What is to be done was retention 7 d → 30 d and is retention 14 d → 30 d now. "
             u"Nothing was sent."_s);
    lever = at.lever();
    at.server.setNamespaces({});
    const auto gone = at.pulled(std::move(lever));
    QVERIFY(gone);
    QCOMPARE(gone->sentence, u"The namespace no longer exists. Nothing was sent."_s);
    QCOMPARE(at.calls(), 0);
}

void TestPlanLever::whoeverMadeItMeanwhileIsTold()
{
    AtTenant at;
    QVERIFY(at.signIn());
    auto lever = at.lever();
    at.thereWith(7 * day); // before it is looked at again
    auto receipt = at.pulled(std::move(lever));
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::LostRace);
    QCOMPARE(receipt->sentence, u"Somebody else has made the namespace. Nothing was sent."_s);
    QCOMPARE(at.calls(), 0);

    at.server.setNamespaces({});
    lever = at.lever();
    at.server.before(registerMethod, [&at] { at.thereWith(7 * day, eve); }); // between look and call
    receipt = at.pulled(std::move(lever));
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::LostRace, qPrintable(receipt->sentence));
    QCOMPARE(receipt->sentence, u"Somebody else has made the namespace."_s);
    QCOMPARE(at.server.calls(registerMethod), 1);
    QCOMPARE(at.server.calls(addMethod), 0);
}

void TestPlanLever::aLostReplyIsProvenByTheMark()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.server.loseReplyNext(registerMethod);
    const auto intervention = at.intervention(at.lever());
    intervention->pull({u"INC-7"_s, {}});
    QTRY_COMPARE(intervention->state(), State::Sent);
    QTRY_VERIFY(at.server.calls(u"ListSearchAttributes"_s) >= 1); // read back
    at.clock.advance(16s);
    QTRY_COMPARE(intervention->state(), State::Finished);
    // Its attributes were never sent, and it does not say that they were.
    const Receipt receipt = *intervention->receipt();
    QCOMPARE(receipt.outcome, Outcome::Unknown);
    QVERIFY2(
        receipt.sentence.contains(u"The namespace is made. Still to be done: search attribute CustomerId "
                                  u"Keyword; search attribute Priority Int."_s),
        qPrintable(receipt.sentence));
    QCOMPARE(at.server.calls(registerMethod), 1);
    QCOMPARE(at.server.calls(addMethod), 0);
    const Receipt rest = at.applied();
    QVERIFY2(rest.outcome == Outcome::Done, qPrintable(rest.sentence));
    QCOMPARE(at.server.calls(registerMethod), 1);
}

void TestPlanLever::whatStopsHalfwayGoesOnFromThere()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.server.failNext(addMethod, u"INVALID_ARGUMENT"_s, u"cannot have more than 10"_s);
    Receipt receipt = at.applied();
    QCOMPARE(receipt.outcome, Outcome::Partly);
    QCOMPARE(
        receipt.sentence,
        u"The namespace is made. Still to be done: search attribute CustomerId Keyword; search attribute "
        u"Priority Int. The server refused: cannot have more than 10. A new plan goes on from here."_s);
    QCOMPARE(at.outcomes(), QStringList{u"partly done"_s});
    const NamespacePlan left = at.plan();
    QVERIFY(!left.changes());
    QCOMPARE(left.add.size(), std::size_t(2));
    receipt = at.applied();
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QCOMPARE(receipt.sentence, u"The namespace is as it was to be."_s);
    QCOMPARE(at.server.calls(registerMethod), 1);
    QCOMPARE(at.server.calls(updateMethod), 0);
}

/// As the real server's frontends remember for a moment that there was none.
void TestPlanLever::aNamespaceJustMadeIsNotFoundAtOnce()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.server.failNext(addMethod, u"NOT_FOUND"_s, u"Namespace tenant-nova is not found."_s);
    const Receipt receipt = at.applied();
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QCOMPARE(at.server.calls(addMethod), 2);
    QCOMPARE(at.server.calls(registerMethod), 1);
}

void TestPlanLever::aServerWithoutAnArchiveIsFoundOut()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.server.setHasArchive(false);
    const Receipt receipt = at.applied();
    QCOMPARE(receipt.outcome, Outcome::Partly);
    QVERIFY2(receipt.sentence.contains(u"The server took the setting of its archive and keeps none"_s),
             qPrintable(receipt.sentence));
    QVERIFY(at.read().attributes->contains(u"Priority"_s)); // the rest is done
}

void TestPlanLever::settlesWhatACrashLeft_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<bool>("hasAttributes");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QStringList>("recorded");
    const QString own = u"ada@signalbox/op-1"_s;
    QTest::newRow("it is made") << own << true << 0 << Outcome::Done << QStringList{u"done"_s};
    QTest::newRow("the rest may come") << own << false << 0 << Outcome::Unknown << QStringList();
    QTest::newRow("or never") << own << false << 11 << Outcome::Partly << QStringList{u"partly done"_s};
    QTest::newRow("somebody else made it")
        << u"-"_s << true << 11 << Outcome::LostRace << QStringList{u"lost race"_s};
    QTest::newRow("it may be on its way") << QString() << false << 0 << Outcome::Unknown << QStringList();
    QTest::newRow("it never was") << QString() << false << 11 << Outcome::Refused
                                  << QStringList{u"refused"_s};
}

/// `by`: whose operation the namespace names; "-": nobody's; empty: there is none.
void TestPlanLever::settlesWhatACrashLeft()
{
    QFETCH(const QString, by);
    QFETCH(const bool, hasAttributes);
    QFETCH(const int, minutes);
    QFETCH(const Outcome, outcome);
    QFETCH(const QStringList, recorded);
    AtTenant at;
    QVERIFY(at.signIn());
    QVERIFY(at.leaveIntent(*at.lever(), u"op-1"_s));
    if (!by.isEmpty())
        at.thereWith(30 * day, by == "-"_L1 ? QString() : by);
    if (!hasAttributes)
        at.server.setSearchAttributes(nova, {});
    at.clock.advance(std::chrono::minutes(minutes));
    at.desk.settleOpenIntents();
    QTRY_COMPARE(at.recovered.size(), std::size_t(1));
    const Desk::Recovered &settled = at.recovered.front();
    QVERIFY2(settled.settlement.outcome == outcome, qPrintable(settled.settlement.sentence));
    QCOMPARE(at.outcomes(), recorded);
    QCOMPARE(at.calls(), 0);
}

void TestPlanLever::addsOneSearchAttribute()
{
    AtTenant at;
    QVERIFY(at.signIn());
    at.thereWith(30 * day);
    const InterventionTarget aim{Aim::AddSearchAttribute, nova};
    TargetLook look(*at.client, aim);
    const Seen seen = await(look.read(Purpose::Operator)).value();
    auto lever = searchAttributeKind().make(aim, seen, {{}, {u"Region"_s, u"KeywordList"_s}});
    QVERIFY(lever);
    QCOMPARE(lever->commandLine({}),
             u"temporal operator search-attribute create --namespace tenant-nova --name "
             u"Region --type KeywordList"_s);
    QVERIFY2(lever->consequence().contains(u"can't be taken away from here"_s),
             qPrintable(lever->consequence()));
    const auto receipt = at.pulled(std::move(lever));
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    QCOMPARE(at.read().attributes->at(u"Region"_s), u"KeywordList"_s);
    QCOMPARE(at.records().front()[u"verb"_s].toString(), u"add search attribute"_s);
    QCOMPARE(at.calls(), 1);
}

void TestPlanLever::saysWhatAnAttributeLacks_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("good") << QStringList{u"Region"_s, u"Keyword"_s} << true;
    QTest::newRow("blanks around") << QStringList{u" Region "_s, u" Keyword "_s} << true;
    QTest::newRow("no name") << QStringList{u""_s, u"Keyword"_s} << false;
    QTest::newRow("markup") << QStringList{u"<b>x</b>"_s, u"Keyword"_s} << false;
    QTest::newRow("quote") << QStringList{u"a`b"_s, u"Keyword"_s} << false;
    QTest::newRow("the server's") << QStringList{u"WorkflowId"_s, u"Keyword"_s} << false;
    QTest::newRow("the server's to come") << QStringList{u"TemporalX"_s, u"Keyword"_s} << false;
    QTest::newRow("no type") << QStringList{u"Region"_s, u"String"_s} << false;
    QTest::newRow("there already") << QStringList{u"CustomerId"_s, u"Keyword"_s} << false;
}

void TestPlanLever::saysWhatAnAttributeLacks()
{
    QFETCH(const QStringList, lines);
    QFETCH(const bool, isGood);
    SeenConfig seen;
    seen.config.info.name = nova;
    seen.attributes = wish().searchAttributes;
    QCOMPARE(searchAttributeKind().missing(seen, lines).isEmpty(), isGood);
    QCOMPARE(searchAttributeKind().make({Aim::AddSearchAttribute, nova}, seen, {{}, lines}) != nullptr,
             isGood);
}

void TestPlanLever::showsCommandsThatAShellTakes()
{
    SeenConfig seen;
    seen.config.info.name = nova;
    seen.isMissing = true;
    NamespaceWish wished = wish();
    wished.description = u"it's theirs"_s;
    QCOMPARE(planCommands(nova, planOf(wished, seen)),
             (QStringList{
                 u"temporal operator namespace create --namespace tenant-nova --retention 720h "
                 u"--description 'it'\\''s theirs' --email team@example.org --history-archival-state "
                 u"enabled --history-uri s3://sm-nova-temporal-archive --visibility-archival-state enabled "
                 u"--visibility-uri s3://sm-nova-temporal-archive"_s,
                 u"temporal operator search-attribute create --namespace tenant-nova --name CustomerId "
                 u"--type Keyword"_s,
                 u"temporal operator search-attribute create --namespace tenant-nova --name Priority "
                 u"--type Int"_s}));
}

QTEST_GUILESS_MAIN(TestPlanLever)
#include "tst_planlever.moc"
