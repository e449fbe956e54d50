// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/observations.h"
#include "models/temporal/writes.h"
#include "models/workflows/workflowtablemodel.h"
#include "tests/system/person.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QUuid>

// What a viewer reads from the real server, against what other calls, other people and the Python SDK say.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"stratmaster-prod"_s;
const QString evals = u"stratmaster-prod.evals"_s;
const QString onEvals = u"ExecutionStatus='Running' AND TaskQueue='stratmaster-prod.evals'"_s;

/// EVENT_TYPE_WORKFLOW_EXECUTION_STARTED -> WorkflowExecutionStarted
QString shortType(const QString &enumName)
{
    QString name;
    for (const QString &word : enumName.mid(qsizetype(sizeof("EVENT_TYPE"))).split(u'_'))
        name += word.left(1) + word.mid(1).toLower();
    return name;
}

} // namespace

class TstReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_vic.reset(); }
    void namespacesComeWithTheirRetention();
    void pagesHoldEveryExecutionOnceAndAsManyAsAreCounted();
    void theListInAModelIsAsLongAsItsTotal();
    void historyIsTheSameInBothDirectionsAndInTheSdk();
    void aQueueThatNobodyServesHasABacklog();
    void aServedQueueHasItsWorkers();
    void aViewersTokenIsRefusedByEveryWrite();

private:
    using Page = Reply<HistoryPage> (Client::*)(const QString &, const QString &, const QString &,
                                                const QByteArray &, Purpose);
    [[nodiscard]] Result<std::vector<HistoryEvent>> wholeHistory(Page page, const QString &id,
                                                                 const QString &runId, int &pages);

    QTemporaryDir m_home;
    std::unique_ptr<Person> m_vic;
};

void TstReading::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
    m_vic = std::make_unique<Person>(u"vic"_s);
    QVERIFY(m_vic->signIn());
}

void TstReading::namespacesComeWithTheirRetention()
{
    const auto namespaces = await(m_vic->client->listNamespaces(Purpose::Operator));
    QVERIFY2(namespaces, namespaces ? "" : qPrintable(namespaces.error().detail));
    QMap<QString, int> days;
    for (const NamespaceInfo &info : *namespaces)
        if (info.retention)
            days[info.name] = int(std::chrono::floor<std::chrono::days>(*info.retention).count());
    const QMap<QString, int> expected{{u"stratmaster-dev"_s, 3},
                                      {u"stratmaster-staging"_s, 7},
                                      {u"stratmaster-prod"_s, 30},
                                      {u"tenant-acme"_s, 30}};
    for (auto it = expected.begin(); it != expected.end(); ++it)
        QCOMPARE(days.value(it.key()), it.value());
    const auto one = await(m_vic->client->describeNamespace(ns, Purpose::Operator));
    QVERIFY(one);
    QVERIFY(std::find(namespaces->begin(), namespaces->end(), *one) != namespaces->end());
}

void TstReading::pagesHoldEveryExecutionOnceAndAsManyAsAreCounted()
{
    constexpr int pageSize = 40;
    QSet<QString> runs;
    QByteArray token;
    int pages = 0;
    std::size_t rows = 0;
    do {
        const auto page =
            await(m_vic->client->listExecutions(ns, onEvals, pageSize, token, Purpose::Operator));
        QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
        for (std::size_t row = 0; row < page->size(); ++row) {
            const Execution run = page->execution(row);
            QCOMPARE(run.taskQueue, evals);
            QCOMPARE(run.status, ExecutionStatus::Running);
            runs.insert(run.runId);
        }
        QVERIFY(page->size() <= std::size_t(pageSize));
        rows += page->size();
        token = page->nextPageToken();
        ++pages;
    } while (!token.isEmpty() && pages < 100);
    QVERIFY(rows > 100);
    QVERIFY(pages >= int(rows / pageSize));
    QCOMPARE(std::size_t(runs.size()), rows);
    const auto count = await(m_vic->client->countExecutions(ns, onEvals, Purpose::Operator));
    QVERIFY(count);
    QCOMPARE(*count, qint64(rows));
}

void TstReading::theListInAModelIsAsLongAsItsTotal()
{
    WorkflowTableModel list(*m_vic->client, m_vic->clock);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.load(ns, onEvals);
    QTRY_COMPARE_WITH_TIMEOUT(list.state(), WorkflowTableModel::State::Ready, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(list.total().has_value(), 20'000);
    QVERIFY(!list.canFetchMore({}));
    QCOMPARE(qint64(list.rowCount()), *list.total());
}

Result<std::vector<HistoryEvent>> TstReading::wholeHistory(Page page, const QString &id, const QString &runId,
                                                           int &pages)
{
    std::vector<HistoryEvent> events;
    QByteArray token;
    do {
        auto answer = await((m_vic->client.get()->*page)(ns, id, runId, token, Purpose::Operator));
        if (!answer)
            return tl::unexpected<Error>(answer.error());
        events.insert(events.end(), answer->events.begin(), answer->events.end());
        token = answer->nextPageToken;
    } while (++pages < 100 && !token.isEmpty());
    return events;
}

void TstReading::historyIsTheSameInBothDirectionsAndInTheSdk()
{
    // A page ends after 256 batches of events, and signals that come in during a workflow task make one
    // batch: only where no worker takes the task is each a batch of its own.
    const QString id = u"long-%1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(10));
    const QString runId = RealStack::start(ns, u"served_by_nobody"_s, u"ReviewWorkflow"_s, id);
    QVERIFY(!runId.isEmpty());
    QVERIFY(RealStack::signal(ns, id, u"note"_s, 300));
    // Nothing of it may stay on the board of other tests.
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto write = await(ada.tokens.stepUp());
    QVERIFY2(write, write ? "" : qPrintable(write.error().detail));
    QVERIFY(
        await(writes::terminate(*ada.client, *write, {ns, id, runId, u"a test's end"_s, u"ada@test"_s, {}})));

    int pages = 0;
    int reversePages = 0;
    const auto forward = wholeHistory(&Client::history, id, runId, pages);
    QVERIFY2(forward, forward ? "" : qPrintable(forward.error().detail));
    auto reverse = wholeHistory(&Client::historyReverse, id, runId, reversePages);
    QVERIFY2(reverse, reverse ? "" : qPrintable(reverse.error().detail));
    qInfo() << forward->size() << "events on" << pages << "pages, backwards on" << reversePages;
    QVERIFY(forward->size() > 300);
    QVERIFY(pages > 1 && reversePages > 1);
    std::reverse(reverse->begin(), reverse->end());
    QCOMPARE(reverse->size(), forward->size());
    for (std::size_t i = 0; i < forward->size(); ++i) {
        HistoryEvent one = (*forward)[i];
        HistoryEvent other = (*reverse)[i];
        QCOMPARE(one.id, qint64(i + 1));
        // Named by its scheduled event, which stands on the same page in one direction only.
        one.activityId.clear();
        other.activityId.clear();
        QVERIFY2(one == other, qPrintable(u"event %1: %2 and %3"_s.arg(one.id).arg(one.type, other.type)));
    }

    const auto sdk = RealStack::history(ns, id);
    QCOMPARE(std::size_t(sdk.size()), forward->size());
    for (qsizetype i = 0; i < sdk.size(); ++i)
        QCOMPARE((*forward)[std::size_t(i)].type, shortType(sdk[i][u"eventType"_s].toString()));
}

void TstReading::aQueueThatNobodyServesHasABacklog()
{
    const auto workflow =
        await(m_vic->client->describeTaskQueue(ns, evals, TaskType::Workflow, Purpose::Operator));
    QVERIFY2(workflow, workflow ? "" : qPrintable(workflow.error().detail));
    const auto running = await(m_vic->client->countExecutions(ns, onEvals, Purpose::Operator));
    QVERIFY(running);
    // Each waits for its first workflow task, but the server's count is approximate: 149 right after 150
    // starts, 102 after a server that was killed soon after them.
    const QByteArray counts =
        QByteArray::number(workflow->backlog.value_or(-1)) + " wait of " + QByteArray::number(*running);
    QVERIFY2(workflow->backlog > 0 && *workflow->backlog <= *running, counts.constData());
    QVERIFY(workflow->oldestTask > Milliseconds(0));
    QVERIFY(workflow->pollers.empty());
    const auto activity =
        await(m_vic->client->describeTaskQueue(ns, evals, TaskType::Activity, Purpose::Operator));
    QVERIFY(activity);
    QCOMPARE(activity->backlog, 0);
}

void TstReading::aServedQueueHasItsWorkers()
{
    const QString queue = u"stratmaster-prod.knowledge_ingest"_s;
    for (const TaskType type : {TaskType::Workflow, TaskType::Activity}) {
        const auto stats = await(m_vic->client->describeTaskQueue(ns, queue, type, Purpose::Operator));
        QVERIFY2(stats, stats ? "" : qPrintable(stats.error().detail));
        QCOMPARE(stats->backlog, 0);
        QVERIFY(!stats->pollers.empty());
        // As the worker calls itself; a stopped one would be listed for five minutes more.
        const auto isAlive = [&](const Poller &poller) {
            return poller.type == type && poller.identity.endsWith(u'/' + queue) && poller.lastAccess &&
                   m_vic->clock.utc() - *poller.lastAccess < pollerAliveFor;
        };
        QVERIFY(std::any_of(stats->pollers.begin(), stats->pollers.end(), isAlive));
    }
}

void TstReading::aViewersTokenIsRefusedByEveryWrite()
{
    const QString id = u"viewed-%1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(10));
    const QString runId = RealStack::start(ns, u"research_workflows"_s, u"ReviewWorkflow"_s, id);
    QVERIFY(!runId.isEmpty());
    std::optional<ExecutionDescription> before;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto answer = await(m_vic->client->describeExecution(ns, id, runId, Purpose::Operator));
            before = answer ? std::optional(*answer) : std::nullopt;
            return before && before->pendingActivities.size() == 1 &&
                   before->pendingActivities[0].state == ActivityState::Started;
        }(),
        30'000);

    // What the console would never let him try: the everyday token where a write token belongs.
    const auto everyday = await(m_vic->tokens.readToken());
    QVERIFY(everyday);
    const auto write = WriteToken::fromEveryday(*everyday, m_vic->tokens.user()->permissions);
    QVERIFY(!write.mayWrite(ns));
    const auto terminated =
        await(writes::terminate(*m_vic->client, write, {ns, id, runId, u"not his"_s, u"vic@test"_s, {}}));
    QVERIFY(!terminated);
    QCOMPARE(terminated.error().kind, ErrorKind::Denied);
    const auto completed = await(writes::completeActivity(*m_vic->client, write,
                                                          {ns,
                                                           id,
                                                           runId,
                                                           before->pendingActivities[0].activityId,
                                                           {u"json/plain"_s, {}, "null"},
                                                           u"vic@test"_s}));
    QVERIFY(!completed);
    QCOMPARE(completed.error().kind, ErrorKind::Denied);

    const auto after = await(m_vic->client->describeExecution(ns, id, runId, Purpose::Operator));
    QVERIFY(after);
    QCOMPARE(after->execution.status, ExecutionStatus::Running);
    QCOMPARE(after->execution.historyLength, before->execution.historyLength);
    QCOMPARE(after->pendingActivities.size(), before->pendingActivities.size());
}

QTEST_GUILESS_MAIN(TstReading)
#include "tst_reading.moc"
