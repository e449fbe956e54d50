// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/deletenamespacelever.h"
#include "models/interventions/targetlook.h"
#include "models/temporal/inventoryreads.h"
#include "tests/system/operator.h"
#include "tests/system/program.h"

#include <QElapsedTimer>
#include <QJsonArray>

// New tenants, by the program as its user has it, at a stack of their own that archives; and what is left of
// one that is deleted.

using namespace signalbox;
using Aim = InterventionTarget::Act;

namespace {

const QString nova = u"tenant-nova"_s;

class Deleter : public Operator
{
public:
    using Operator::Operator;

    [[nodiscard]] Result<Seen> read(const InterventionTarget &target)
    {
        TargetLook look(*client, target);
        return await(look.read(Purpose::Operator));
    }
    [[nodiscard]] Receipt pullOn(Aim act, const QStringList &lines)
    {
        const InterventionTarget target{act, nova};
        return pull(kindOf(act).make(target, read(target).value(), {{}, lines}));
    }
};

QJsonObject lineOf(const QJsonObject &plan, const QString &field)
{
    for (const auto &line : plan[u"lines"_s].toArray())
        if (line[u"field"_s] == field)
            return line.toObject();
    return {};
}

} // namespace

class TstTenants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aBadIdIsRefusedBeforeAnythingIsSent();
    void aTenantIsPlannedAndApplied();
    void workBeginsThereWithinAMinute();
    void whatIsAppliedTwiceChangesNothing();
    void onlyWhatSomebodyDriftedIsPlanned();
    void whoeverLacksTheRoleIsRefused_data();
    void whoeverLacksTheRoleIsRefused();
    void itsDataAndAttributesCanBeAddedTo();
    void theTenantIsDeleted();

private:
    Ended tenant(const QString &user, const QStringList &arguments);
    QJsonObject plan();
    [[nodiscard]] QByteArray runbook() const;

    QTemporaryDir m_home;
};

/// The team's entry for tenants, with the stack's archive in place of theirs.
QByteArray TstTenants::runbook() const
{
    return "version = 1\n[[namespace]]\nmatch = 'tenant-*'\npurpose = 'Dedicated tenant workflows'\n"
           "retention = '30d'\nowner = 'platform@example.org'\narchival = 'required'\narchival_uri = '" +
           RealStack::value("ARCHIVE").toUtf8() +
           "/sm-<tenant>-temporal-archive'\nsearch_attributes = ['CustomerId:Keyword', 'Priority:Int']\n";
}

Ended TstTenants::tenant(const QString &user, const QStringList &arguments)
{
    QFile file(m_home.filePath(u"our.toml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(runbook()) < 0)
        return {};
    file.close();
    return runProgram(m_home, user, Settings{.more = u"runbook = \"our.toml\"\n"_s}.text(),
                      QStringList{u"tenant"_s} + arguments);
}

QJsonObject TstTenants::plan()
{
    return tenant(u"ada"_s, {u"plan"_s, u"nova"_s, u"--json"_s}).json();
}

void TstTenants::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(variable, m_home.path().toLocal8Bit());
}

void TstTenants::aBadIdIsRefusedBeforeAnythingIsSent()
{
    for (const QString &id : {u"Nova"_s, u"<b>nova</b>"_s, nova, u"nova:admin"_s}) {
        const Ended ended = tenant(u"ada"_s, {u"apply"_s, id, u"--reason=x"_s});
        QVERIFY2(ended.code == 4, ended.all().constData());
        QVERIFY(ended.out.isEmpty());
        QVERIFY2(ended.err.contains("Nothing was sent."), ended.err.constData());
    }
}

void TstTenants::aTenantIsPlannedAndApplied()
{
    Ended ended = tenant(u"ada"_s, {u"plan"_s, u"nova"_s});
    QVERIFY2(ended.code == 1, ended.all().constData());
    QVERIFY2(ended.out.contains("\n7 to add\n"), ended.out.constData());
    ended = tenant(u"ada"_s, {u"apply"_s, u"nova"_s, u"--reason=INC-7 new customer"_s});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QVERIFY2(ended.out.contains("The namespace is made, and is as it was to be."), ended.out.constData());

    Deleter ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const NamespaceConfig now =
        await(inventory::namespaceConfig(*ada.client, nova, Purpose::Operator)).value();
    QCOMPARE(now.info.retention, std::optional<std::chrono::seconds>(std::chrono::hours(720)));
    QCOMPARE(now.info.description, u"Dedicated tenant workflows"_s);
    QCOMPARE(now.info.ownerEmail, u"platform@example.org"_s);
    const QString archive = RealStack::value("ARCHIVE") + u"/sm-nova-temporal-archive"_s;
    QCOMPARE(now.history, (Archival{true, archive}));
    QCOMPARE(now.visibility, (Archival{true, archive}));
    const auto attributes = await(inventory::searchAttributes(*ada.client, nova, Purpose::Operator));
    QVERIFY(attributes);
    QCOMPARE(*attributes, (SearchAttributes{{u"CustomerId"_s, u"Keyword"_s}, {u"Priority"_s, u"Int"_s}}));
}

/// The frontends learn of a new namespace some time after.
void TstTenants::workBeginsThereWithinAMinute()
{
    const QString id = u"first-of-nova"_s;
    QElapsedTimer since;
    since.start();
    QString runId;
    while (runId.isEmpty() && !since.hasExpired(60'000))
        runId = RealStack::start(nova, u"knowledge_ingest"_s, u"KnowledgeIngestWorkflow"_s, id);
    QVERIFY(!runId.isEmpty());
    qInfo() << "the first workflow was started after" << since.elapsed() << "ms";
    Deleter ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto run = await(ada.client->describeExecution(nova, id, runId, Purpose::Operator));
    QVERIFY(run);
    QCOMPARE(run->execution.status, ExecutionStatus::Running);
    QVERIFY(RealStack::terminate(nova, id));
}

void TstTenants::whatIsAppliedTwiceChangesNothing()
{
    Ended ended = tenant(u"ada"_s, {u"apply"_s, u"nova"_s, u"--reason=again"_s});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QVERIFY2(ended.out.endsWith("\nnothing to do: it is as it is to be\n"), ended.out.constData());
    ended = tenant(u"ada"_s, {u"plan"_s, u"nova"_s});
    QVERIFY2(ended.code == 0, ended.all().constData());
}

void TstTenants::onlyWhatSomebodyDriftedIsPlanned()
{
    QVERIFY(RealStack::setRetention(nova, 5));
    const QJsonObject drifted = plan();
    int different = 0;
    for (const auto &line : drifted[u"lines"_s].toArray())
        different += line[u"kind"_s] == u"same"_s ? 0 : 1;
    QCOMPARE(different, 1);
    const QJsonObject retention = lineOf(drifted, u"retention"_s);
    QCOMPARE(retention[u"kind"_s], u"change"_s);
    QCOMPARE(retention[u"before"_s], u"5 d"_s);
    QCOMPARE(retention[u"after"_s], u"30 d"_s);
    const Ended ended = tenant(u"ada"_s, {u"apply"_s, u"nova"_s, u"--reason=back"_s});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QCOMPARE(lineOf(plan(), u"retention"_s)[u"kind"_s], u"same"_s);
}

void TstTenants::whoeverLacksTheRoleIsRefused_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("the operator, for another tenant")
        << u"ada"_s << u"other"_s << QByteArray("lacks the role tenant-other:admin, so nothing was sent");
    QTest::newRow("the viewer, by the console") << u"vic"_s << u"other"_s << QByteArray("the lever is off");
}

void TstTenants::whoeverLacksTheRoleIsRefused()
{
    QFETCH(const QString, who);
    QFETCH(const QString, id);
    QFETCH(const QByteArray, says);
    const Ended ended = tenant(who, {u"apply"_s, id, u"--reason=x"_s});
    QVERIFY2(ended.code == 4, ended.all().constData());
    QVERIFY2(ended.err.contains(says), ended.err.constData());

    // Past the console, the server refuses it likewise.
    Deleter person(who);
    QVERIFY(person.signIn());
    InterventionTarget target{Aim::SetUpNamespace, u"tenant-"_s + id};
    target.wish.retention = std::chrono::hours(720);
    const auto seen = person.read(target);
    QVERIFY(seen);
    const Receipt receipt = person.pull(setUpKind().make(target, *seen, {}));
    QCOMPARE(receipt.outcome, Outcome::Refused);
    QVERIFY2(receipt.sentence.contains(u"the role tenant-other:admin"_s), qPrintable(receipt.sentence));
    const auto after = person.read(target);
    QVERIFY(after);
    QVERIFY(std::get<SeenConfig>(*after).isMissing);
}

void TstTenants::itsDataAndAttributesCanBeAddedTo()
{
    Deleter ada(u"ada"_s);
    QVERIFY(ada.signIn());
    Receipt receipt = ada.pullOn(Aim::ChangeNamespaceData, {u"tier"_s, u"gold <b>"_s});
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    receipt = ada.pullOn(Aim::AddSearchAttribute, {u"Region"_s, u"KeywordList"_s});
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    const NamespaceConfig now =
        await(inventory::namespaceConfig(*ada.client, nova, Purpose::Operator)).value();
    QCOMPARE(now.data.at(u"tier"_s), u"gold <b>"_s);
    const auto attributes = await(inventory::searchAttributes(*ada.client, nova, Purpose::Operator));
    QVERIFY(attributes);
    QCOMPARE(attributes->at(u"Region"_s), u"KeywordList"_s);
    QCOMPARE(attributes->at(u"CustomerId"_s), u"Keyword"_s);
}

void TstTenants::theTenantIsDeleted()
{
    Deleter ada(u"ada"_s);
    QVERIFY(ada.signIn());
    QElapsedTimer taken;
    taken.start();
    const Receipt receipt = ada.pullOn(Aim::DeleteNamespace, {});
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    qInfo() << "deleted after" << taken.elapsed() << "ms:" << receipt.sentence;
    QVERIFY2(receipt.sentence.contains(u"tenant-nova-deleted-"_s), qPrintable(receipt.sentence));
    const auto described = await(inventory::namespaceConfig(*ada.client, nova, Purpose::Operator));
    QVERIFY(!described);
    QCOMPARE(described.error().kind, ErrorKind::NotFound);
    const auto listed = await(ada.client->listNamespaces(Purpose::Operator));
    QVERIFY(listed);
    for (const NamespaceInfo &info : *listed)
        QVERIFY2(!info.name.startsWith(nova), qPrintable(info.name));
    // What was in it is removed some time after, and then the plan is as at first.
    QTRY_VERIFY_WITH_TIMEOUT(plan()[u"obstacle"_s].isNull(), 120'000);
    qInfo() << "removed after" << taken.elapsed() << "ms";
    QCOMPARE(plan()[u"exists"_s], false);
}

QTEST_GUILESS_MAIN(TstTenants)
#include "tst_tenants.moc"
