// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/explain.h"
#include "models/monitor/watch.h"
#include "models/temporal/writes.h"
#include "models/workflows/workflowtablemodel.h"
#include "tests/system/person.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QUuid>

// What a person types wrongly, and names that try to look like others, at the real server.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"stratmaster-prod"_s;
const QString queue = u"stratmaster-prod.research_workflows"_s;

QString unique()
{
    return QUuid::createUuid().toString(QUuid::Id128).left(10);
}

} // namespace

class TstBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_ada.reset(); }
    void anUnknownNamespaceIsNamed();
    void aNamespaceThatMayNotBeReadIsRefused();
    void aDeletedNamespaceIsSaidToBeGone();
    void aQueryErrorStandsAtTheOffendingWord_data();
    void aQueryErrorStandsAtTheOffendingWord();
    void oddIdsComeBackAsTheyAreAndAreShownPlainly_data();
    void oddIdsComeBackAsTheyAreAndAreShownPlainly();
    void aRunThatHasClosedIsNotFoundByALateWrite();

private:
    [[nodiscard]] int rowOf(WorkflowTableModel &list, const QString &runId) const;

    QTemporaryDir m_home;
    std::unique_ptr<Person> m_ada;
};

void TstBadInput::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
    m_ada = std::make_unique<Person>(u"ada"_s);
    QVERIFY(m_ada->signIn());
}

void TstBadInput::anUnknownNamespaceIsNamed()
{
    const QString unknown = u"stratmaster-prd"_s;
    const auto described = await(m_ada->client->describeNamespace(unknown, Purpose::Operator));
    const auto counted = await(m_ada->client->countExecutions(unknown, {}, Purpose::Operator));
    const auto listed = await(m_ada->client->listExecutions(unknown, {}, 10, {}, Purpose::Operator));
    QVERIFY(!described && !counted && !listed);
    for (const Error &error : {described.error(), counted.error(), listed.error()}) {
        QCOMPARE(error.kind, ErrorKind::NotFound);
        const QString sentence = explain(error).sentence();
        QVERIFY2(sentence.contains(unknown), qPrintable(sentence));
    }
}

void TstBadInput::aNamespaceThatMayNotBeReadIsRefused()
{
    Person tess(u"tess"_s);
    QVERIFY(tess.signIn());
    QVERIFY(await(tess.client->countExecutions(u"tenant-acme"_s, {}, Purpose::Operator)));
    const auto listed = await(tess.client->listNamespaces(Purpose::Operator));
    const auto counted = await(tess.client->countExecutions(ns, {}, Purpose::Operator));
    QVERIFY(!listed && !counted);
    for (const Error &error : {listed.error(), counted.error()})
        QCOMPARE(error.kind, ErrorKind::Denied);
}

void TstBadInput::aDeletedNamespaceIsSaidToBeGone()
{
    const QString name = u"short-lived-%1"_s.arg(unique());
    QVERIFY(RealStack::makeNamespace(name));
    Profile profile = m_ada->profile;
    profile.queues = {{name, name + u".jobs"_s}}; // configured, so that its row stays
    Watch watch(*m_ada->client, m_ada->clock, profile);
    watch.start(m_ada->tokens.user()->namespaces());
    const auto sample = [&] { return watch.namespaceSample(name); };
    QTRY_VERIFY_WITH_TIMEOUT(sample() && sample()->readable, 30'000);
    // Usable only once the server's caches know it.
    QTRY_VERIFY_WITH_TIMEOUT(await(m_ada->client->countExecutions(name, {}, Purpose::Operator)), 30'000);
    WorkflowTableModel list(*m_ada->client, m_ada->clock);
    list.load(name, {});
    QTRY_COMPARE_WITH_TIMEOUT(list.state(), WorkflowTableModel::State::Ready, 20'000);

    QVERIFY(RealStack::deleteNamespace(name));
    watch.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(sample() && !sample()->readable, 30'000);
    QCOMPARE(sample()->error, u"the namespace no longer exists"_s);
    // The server's caches believe in it for some seconds more.
    QTRY_COMPARE_WITH_TIMEOUT(
        [&] {
            const auto answer = await(m_ada->client->countExecutions(name, {}, Purpose::Operator));
            return answer ? ErrorKind::Internal : answer.error().kind;
        }(),
        ErrorKind::NotFound, 60'000);
    list.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(list.state(), WorkflowTableModel::State::Failed, 20'000);
    QCOMPARE(list.error()->kind, ErrorKind::NotFound);
    QVERIFY(explain(*list.error()).sentence().contains(name));
}

void TstBadInput::aQueryErrorStandsAtTheOffendingWord_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("position");
    const auto row = [](const char *name, const QString &query, int position) {
        QTest::newRow(name) << query << position;
    };
    row("mistyped word", u"WorkflowType = 'a' ANDX b = 'c'"_s, 19);
    row("doubled operator", u"ExecutionStatus == 'Running'"_s, 17);
    row("nothing at the end", u"WorkflowType = 'a' AND"_s, 22);
    row("unterminated text", u"WorkflowId = 'unterminated"_s, 14);
    row("after letters of two bytes", u"WorkflowId='éü' AN b"_s, 16);
    row("after spaces", u"   foo bar baz"_s, 7);
    row("on the second line", u"WorkflowId='a'\nOR\nOR x='1'"_s, 18);
    row("unknown attribute", u"WorkflowId='a' AND Nope='x'"_s, 19);
}

void TstBadInput::aQueryErrorStandsAtTheOffendingWord()
{
    QFETCH(const QString, query);
    QFETCH(const int, position);
    WorkflowTableModel list(*m_ada->client, m_ada->clock);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.load(ns, query);
    QTRY_COMPARE_WITH_TIMEOUT(list.state(), WorkflowTableModel::State::Failed, 20'000);
    QCOMPARE(list.error()->kind, ErrorKind::Invalid);
    QVERIFY(list.error()->detail.startsWith(u"invalid query: "_s));
    QCOMPARE(list.query(), query);
    QVERIFY2(
        list.errorPosition() == position,
        qPrintable(u"%1, not %2: %3"_s.arg(list.errorPosition()).arg(position).arg(list.error()->detail)));
}

void TstBadInput::oddIdsComeBackAsTheyAreAndAreShownPlainly_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("shown");
    const QString tail = u"-"_s + unique();
    const auto row = [&](const char *name, const QString &id, const QString &shown) {
        QTest::newRow(name) << id + tail << shown.arg(tail);
    };
    row("markup", u"<b>bold</b> & <img src=\"file:///etc/passwd\">"_s,
        u"<b>bold</b> & <img src=\"file:///etc/passwd\">%1"_s);
    row("reversed order", u"report-\u202Efdp.exe"_s, u"report-‹U+202E›fdp.exe%1"_s);
    row("several lines", u"first\nsecond\tcolumn\r"_s, u"first‹U+000A›second‹U+0009›column‹U+000D›%1"_s);
    row("nothing to see", u"zero\u200Bwidth"_s, u"zero‹U+200B›width%1"_s);
    row("right to left", u"\u05D3\u05D5\u05D7"_s, u"\u2068\u05D3\u05D5\u05D7%1\u2069"_s);
    row("quotes of a query", u"it's \"quoted\" \\ back"_s, u"it's \"quoted\" \\ back%1"_s);
}

/// Lists are behind starts by a moment: reads again until the run is there.
int TstBadInput::rowOf(WorkflowTableModel &list, const QString &runId) const
{
    int found = -1;
    (void)QTest::qWaitFor(
        [&] {
            if (list.state() == WorkflowTableModel::State::Loading)
                return false;
            for (int row = 0; row < list.rowCount(); ++row)
                if (list.index(row, 0).data(WorkflowTableModel::RunIdRole).toString() == runId)
                    found = row;
            if (found < 0)
                list.refresh();
            return found >= 0;
        },
        30'000);
    return found;
}

void TstBadInput::oddIdsComeBackAsTheyAreAndAreShownPlainly()
{
    QFETCH(const QString, id);
    QFETCH(const QString, shown);
    const QString runId = RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id);
    QVERIFY(!runId.isEmpty());
    const auto described = await(m_ada->client->describeExecution(ns, id, {}, Purpose::Operator));
    QVERIFY2(described, described ? "" : qPrintable(described.error().detail));
    QCOMPARE(described->execution.workflowId, id);
    QCOMPARE(described->execution.runId, runId);
    const auto history = await(m_ada->client->history(ns, id, runId, {}, Purpose::Operator));
    QVERIFY(history);
    QCOMPARE(history->events.front().type, u"WorkflowExecutionStarted"_s);

    WorkflowTableModel list(*m_ada->client, m_ada->clock);
    list.load(ns, u"ExecutionStatus='Running' AND TaskQueue='%1'"_s.arg(queue));
    const int row = rowOf(list, runId);
    QVERIFY(row >= 0);
    QCOMPARE(list.execution(row).workflowId, id);
    const QModelIndex cell = list.index(row, WorkflowTableModel::WorkflowIdColumn);
    QCOMPARE(cell.data(WorkflowTableModel::WorkflowIdRole).toString(), id);
    QCOMPARE(cell.data().toString(), shown);
}

void TstBadInput::aRunThatHasClosedIsNotFoundByALateWrite()
{
    // An id that a careless client would cut or clean: the write reaches this very run, once.
    const QString id = u"late\n<i>\u202E%1"_s.arg(unique());
    const QString runId = RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id);
    QVERIFY(!runId.isEmpty());
    RealStack::signInAs(u"ada"_s); // tess was at the browser last
    const auto token = await(m_ada->tokens.stepUp());
    QVERIFY2(token, token ? "" : qPrintable(token.error().detail));
    const TerminateRequest request{ns, id, runId, u"first <b>"_s, u"ada@test"_s, {}};
    const auto first = await(writes::terminate(*m_ada->client, *token, request));
    QVERIFY2(first, first ? "" : qPrintable(first.error().detail));
    const auto described = await(m_ada->client->describeExecution(ns, id, runId, Purpose::Operator));
    QVERIFY(described);
    QCOMPARE(described->execution.status, ExecutionStatus::Terminated);

    const auto late = await(writes::terminate(*m_ada->client, *token, request));
    QVERIFY(!late);
    QCOMPARE(late.error().kind, ErrorKind::NotFound);
    QCOMPARE(late.error().detail, u"workflow execution already completed"_s);
    const auto events = RealStack::history(ns, id);
    QCOMPARE(std::count_if(events.begin(), events.end(),
                           [](const QJsonObject &event) {
                               return event[u"eventType"_s] == u"EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED"_s;
                           }),
             1);
}

QTEST_GUILESS_MAIN(TstBadInput)
#include "tst_badinput.moc"
