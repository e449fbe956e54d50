// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/runfinder.h"

#include "tests/unit/temporal/await.h"
#include "tests/unit/workflows/workflowtable.h"

using namespace signalbox;

namespace {

Execution runOf(const QString &id, const QString &runId)
{
    Execution run;
    run.workflowId = id;
    run.runId = runId;
    run.status = ExecutionStatus::Running;
    return run;
}

const QString uuid = u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e881234"_s;

} // namespace

class TestRunFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { dispatcher::init(); }
    void tellsAnIdFromAQuery_data();
    void tellsAnIdFromAQuery();
    void findsInEveryNamespace();
    void saysWhatCouldNotBeAsked();
    void nothingIsFoundNowhere();
};

void TestRunFinder::tellsAnIdFromAQuery_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("sought"); // namespace, id, run; none: a query
    const auto row = [](const char *name, const QString &text, const QStringList &sought) {
        QTest::newRow(name) << text << sought;
    };
    row("nothing", u"  "_s, {});
    row("an id", u" ingest-2231 "_s, {{}, u"ingest-2231"_s, {}});
    row("an id of words", u"nightly run, in order, is late"_s, {{}, u"nightly run, in order, is late"_s, {}});
    row("a run id", uuid, {{}, uuid, {}});
    row("a slash", u"customers/7"_s, {{}, u"customers/7"_s, {}});
    row("a query", u"WorkflowType='A'"_s, {});
    row("a query without quotes", u"ExecutionStatus in (1)"_s, {});
    row("a prefix query", u"WorkflowId STARTS_WITH 'a'"_s, {});
    row("a question of null", u"CloseTime IS NULL"_s, {});
    row("brackets", u"(a)"_s, {});
    row("a page", u"https://ui.example/namespaces/prod/workflows/ingest-1/%1/history"_s.arg(uuid),
        {u"prod"_s, u"ingest-1"_s, uuid});
    row("a page without run", u"http://localhost:8233/namespaces/prod/workflows/ingest-1"_s,
        {u"prod"_s, u"ingest-1"_s, {}});
    row("a page below a path", u"https://x/temporal/namespaces/p/workflows/a%2Fb%20c/%1?x=1"_s.arg(uuid),
        {u"p"_s, u"a/b c"_s, uuid});
    row("a page of another kind", u"https://x/namespaces/p/schedules/s"_s,
        {{}, u"https://x/namespaces/p/schedules/s"_s, {}});
}

void TestRunFinder::tellsAnIdFromAQuery()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, sought);
    const auto got = soughtIn(text);
    QCOMPARE(got.has_value(), !sought.isEmpty());
    if (got)
        QCOMPARE((QStringList{got->ns, got->id, got->runId}), sought);
}

void TestRunFinder::findsInEveryNamespace()
{
    Fixture f(limits());
    f.server.setNamespaces({});
    f.server.setExecutions(u"a"_s, {runOf(u"ingest-1"_s, u"r1"_s), runOf(u"other"_s, u"r2"_s)});
    f.server.setExecutions(u"b"_s, {runOf(u"ingest-1"_s, uuid), runOf(u"ingest-10"_s, u"r4"_s)});
    RunFinder finder(*f.client);
    const auto both = await(finder.find(u"ingest-1"_s, {u"a"_s, u"b"_s, u"c"_s}));
    QVERIFY(both);
    QCOMPARE(both->hits.size(), std::size_t(3));
    QCOMPARE(both->namespaces(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(both->asked, 3);
    QVERIFY(!both->onlyWorkflow());
    const auto byRun = await(finder.find(uuid, {u"a"_s, u"b"_s}));
    QVERIFY(byRun->onlyWorkflow());
    QCOMPARE(byRun->onlyWorkflow()->ns, u"b"_s);
    QCOMPARE(byRun->onlyWorkflow()->run.workflowId, u"ingest-1"_s);
}

void TestRunFinder::saysWhatCouldNotBeAsked()
{
    Fixture f(limits());
    f.server.setNamespaces({});
    f.server.setExecutions(u"a"_s, {runOf(u"ingest-1"_s, u"r1"_s)});
    f.server.failNext(listMethod, u"INVALID_ARGUMENT"_s, u"no such thing"_s);
    RunFinder finder(*f.client);
    const auto found = await(finder.find(u"ingest"_s, {u"a"_s, u"a"_s}));
    QVERIFY(found);
    QCOMPARE(found->failed, 1);
    QCOMPARE(found->failure->kind, ErrorKind::Invalid);
    QCOMPARE(found->hits.size(), std::size_t(1));
}

void TestRunFinder::nothingIsFoundNowhere()
{
    Fixture f(limits());
    RunFinder finder(*f.client);
    const auto found = await(finder.find(u"ingest"_s, {}));
    QVERIFY(found && found->hits.empty() && found->asked == 0);
}

QTEST_GUILESS_MAIN(TestRunFinder)
#include "tst_runfinder.moc"
