// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/histories/historyexport.h"

#include "models/base/dispatcher.h"
#include "models/histories/historytext.h"
#include "tests/unit/temporal/fixture.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto readHistory = u"GetWorkflowExecutionHistory"_s;

Limits unlimited()
{
    Limits limits = quickLimits();
    limits.visibilityPerSecond = limits.visibilityOperatorPerSecond = limits.visibilityBackgroundPerSecond =
        limits.visibilityPagingPerSecond = 1e6;
    return limits;
}

/// A namespace with closed runs, one that is open and one that closed too late.
struct ClosedRuns : Fixture
{
    explicit ClosedRuns(int count = 7)
        : Fixture(unlimited())
    {
        prepare(*this);
        for (int i = 0; i < count; ++i)
            add(u"order-%1"_s.arg(i), ExecutionStatus::Completed, -1h);
        add(u"open"_s, ExecutionStatus::Running, 0h);
        add(u"late"_s, ExecutionStatus::Completed, 1h);
        serve();
        server.setHistoryPageSize(2);
    }

    void add(const QString &id, ExecutionStatus status, Milliseconds closed)
    {
        Execution run;
        run.workflowId = id;
        run.runId = u"run-of-"_s + id;
        run.type = u"Order"_s;
        run.status = status;
        run.startTime = now - 2h;
        if (status != ExecutionStatus::Running)
            run.closeTime = now + closed;
        rows.push_back(run);
    }

    void serve()
    {
        server.setExecutions(u"ns"_s, rows);
        for (const Execution &run : rows) {
            ExecutionDescription description;
            description.execution = run;
            server.setDescription(u"ns"_s, description);
            setHistory(run, {u"WorkflowExecutionStarted"_s, u"TimerStarted"_s, u"TimerFired"_s,
                             u"WorkflowExecutionSignaled"_s, u"WorkflowExecutionCompleted"_s});
        }
    }

    void setHistory(const Execution &run, const QStringList &types, qint64 first = 1)
    {
        std::vector<HistoryEvent> events;
        for (const QString &type : types) {
            HistoryEvent event;
            event.id = first++;
            event.type = type;
            event.time = run.startTime;
            if (events.empty())
                event.values = {{u"input"_s, {u"binary/encrypted"_s, {}, "\x00\xff\"</x>"_ba}}};
            events.push_back(event);
        }
        server.setHistory(u"ns"_s, run.workflowId, run.runId, events);
    }

    /// Until it ended or failed; `meanwhile` at each progress.
    [[nodiscard]] HistoryCounts take(const std::function<bool(const HistoryCounts &)> &goesOn = {})
    {
        failure.reset();
        faults.clear();
        bool isOver = false;
        auto exporting = std::make_unique<HistoryExport>(*client, clock, HistoryOrder{u"ns"_s, now, folder()},
                                                         HistoryPace{1e6, 3, 3});
        HistoryCounts counts;
        QObject::connect(exporting.get(), &HistoryExport::progressed, exporting.get(), [&] {
            counts = exporting->counts();
            isOver = isOver || (goesOn && !goesOn(counts));
        });
        QObject::connect(exporting.get(), &HistoryExport::ended, exporting.get(), [&] { isOver = true; });
        QObject::connect(exporting.get(), &HistoryExport::failed, exporting.get(), [&](const Error &error) {
            failure = error;
            isOver = true;
        });
        exporting->start();
        if (!QTest::qWaitFor([&] { return isOver; }, 60'000))
            qWarning("the export never ended");
        counts = exporting->counts();
        faults = exporting->faults();
        return counts;
    }

    [[nodiscard]] QString folder() const { return home.filePath(u"out"_s); }
    [[nodiscard]] QStringList files() const { return QDir(folder()).entryList(QDir::Files); }
    [[nodiscard]] QByteArray contents(const QString &id) const
    {
        QFile file(QDir(folder()).filePath(historyFileName(id, u"run-of-"_s + id)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir home;
    const Instant now = std::chrono::floor<std::chrono::seconds>(clock.utc());
    std::vector<Execution> rows;
    std::vector<HistoryFault> faults;
    std::optional<Error> failure;
};

} // namespace

class TestHistoryExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { dispatcher::init(); }

    void everyClosedRunIsAFile()
    {
        ClosedRuns world;
        const HistoryCounts counts = world.take();
        QVERIFY(!world.failure);
        QCOMPARE(counts.known, qint64(7));
        QCOMPARE(counts.written, qint64(7));
        QCOMPARE(counts.done(), qint64(7));
        QCOMPARE(world.files().size(), 7);
        QVERIFY(!world.files().contains(historyFileName(u"open"_s, u"run-of-open"_s)));
        QVERIFY(!world.files().contains(historyFileName(u"late"_s, u"run-of-late"_s)));
        qint64 bytes = 0;
        for (int i = 0; i < 7; ++i)
            bytes += world.contents(u"order-%1"_s.arg(i)).size();
        QCOMPARE(counts.bytes, bytes);
        QVERIFY2(resultText(counts).startsWith(u"Histories: 7 written ("_s), qPrintable(resultText(counts)));
        QCOMPARE(progressText(counts), u"7 of 7 histories"_s);
    }

    void aFileIsWhatReplayersRead()
    {
        ClosedRuns world(1);
        QCOMPARE(world.take().written, qint64(1));
        const QByteArray json = world.contents(u"order-0"_s);
        const QJsonArray events = QJsonDocument::fromJson(json).object()[u"events"_s].toArray();
        QCOMPARE(events.size(), 5); // of three pages
        for (int i = 0; i < 5; ++i)
            QCOMPARE(events[i][u"eventId"_s].toString(), QString::number(i + 1));
        const QJsonValue first = events[0];
        QCOMPARE(first[u"eventType"_s].toString(), u"EVENT_TYPE_WORKFLOW_EXECUTION_STARTED"_s);
        QVERIFY(QDateTime::fromString(first[u"eventTime"_s].toString(), Qt::ISODateWithMs).isValid());
        const QJsonValue payload =
            first[u"workflowExecutionStartedEventAttributes"_s][u"input"_s][u"payloads"_s][0];
        QCOMPARE(QByteArray::fromBase64(payload[u"data"_s].toString().toLatin1()), "\x00\xff\"</x>"_ba);
        QCOMPARE(QByteArray::fromBase64(payload[u"metadata"_s][u"encoding"_s].toString().toLatin1()),
                 "binary/encrypted"_ba);
        QCOMPARE(events[4][u"eventType"_s].toString(), u"EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED"_s);
    }

    void whatIsThereIsKeptAndNotReadAgain()
    {
        ClosedRuns world;
        QCOMPARE(world.take([](const HistoryCounts &counts) { return counts.written < 2; }).written >= 2,
                 true);
        const QStringList before = world.files().filter(QRegularExpression(u"\\.json$"_s));
        QVERIFY(before.size() < 7);
        const int reads = world.server.calls(readHistory);
        const HistoryCounts counts = world.take();
        QCOMPARE(counts.kept, before.size());
        QCOMPARE(counts.written, 7 - before.size());
        QCOMPARE(world.files().size(), 7); // and nothing that was begun
        QCOMPARE(world.server.calls(readHistory) - reads, 3 * static_cast<int>(counts.written));
        const int all = world.server.calls(readHistory);
        QCOMPARE(world.take().kept, qint64(7));
        QCOMPARE(world.server.calls(readHistory), all);
    }

    void whatIsOfOthersIsLeftAloneAndTold()
    {
        ClosedRuns world;
        QVERIFY(QDir().mkpath(world.folder()));
        QFile file(QDir(world.folder()).filePath(historyFileName(u"order-3"_s, u"run-of-order-3"_s)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
        file.close();
        const HistoryCounts counts = world.take();
        QCOMPARE(counts.written, qint64(6));
        QCOMPARE(counts.failed, qint64(1));
        QCOMPARE(world.contents(u"order-3"_s), "mine"_ba);
        QCOMPARE(world.faults.size(), std::size_t(1));
        QVERIFY2(faultText(world.faults[0]).startsWith(u"order-3, run run-of-order-3: "_s) &&
                     faultText(world.faults[0]).endsWith(u"it was left alone."_s),
                 qPrintable(faultText(world.faults[0])));
    }

    void oneThatIsNotWholeIsNoFile()
    {
        ClosedRuns world;
        world.setHistory(world.rows[1], {u"WorkflowExecutionStarted"_s, u"TimerStarted"_s});
        world.setHistory(world.rows[2], {u"TimerFired"_s, u"WorkflowExecutionCompleted"_s}, 4);
        const HistoryCounts counts = world.take();
        QCOMPARE(counts.written, qint64(5));
        QCOMPARE(counts.failed, qint64(2));
        QCOMPARE(world.files().size(), 5);
        QVERIFY2(world.faults[0].why.contains(u"has no end"_s) ||
                     world.faults[1].why.contains(u"has no end"_s),
                 qPrintable(world.faults[0].why));
        QVERIFY(world.faults[0].why.contains(u"left out events after event 0"_s) ||
                world.faults[1].why.contains(u"left out events after event 0"_s));
    }

    void oneThatWasDeletedMeanwhileIsNoFault()
    {
        ClosedRuns world;
        world.server.loseRun(u"ns"_s, u"order-2"_s, u"run-of-order-2"_s);
        const HistoryCounts counts = world.take();
        QVERIFY(!world.failure);
        QCOMPARE(counts.gone, qint64(1));
        QCOMPARE(counts.written, qint64(6));
        QVERIFY2(resultText(counts).contains(u"1 deleted by the server meanwhile"_s),
                 qPrintable(resultText(counts)));
    }

    void aServerThatHasNoTimeIsAskedAgain()
    {
        ClosedRuns world;
        // Of what the client itself asks again it would see nothing.
        world.server.failNext(readHistory, u"RESOURCE_EXHAUSTED"_s, u"namespace concurrent limit exceeded"_s,
                              4);
        const HistoryCounts counts = world.take();
        QVERIFY(!world.failure);
        QCOMPARE(counts.written, qint64(7));
    }

    void aServerThatNeverHasTimeIsGivenUp()
    {
        ClosedRuns world;
        world.server.failNext(readHistory, u"RESOURCE_EXHAUSTED"_s, u"namespace concurrent limit exceeded"_s,
                              fake::TemporalServer::always);
        const HistoryCounts counts = world.take();
        QVERIFY(!world.failure);
        QCOMPARE(counts.failed, qint64(7));
        QCOMPARE(world.server.calls(readHistory), 7 * 5);
        QVERIFY(world.files().isEmpty());
        world.server.clearFaults();
        QCOMPARE(world.take().written, qint64(7));
    }

    void whoMayNotReadIsToldOnce()
    {
        ClosedRuns world;
        world.server.failNext(readHistory, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
        const HistoryCounts counts = world.take();
        QVERIFY(world.failure);
        QCOMPARE(world.failure->kind, ErrorKind::Denied);
        QCOMPARE(counts.written, qint64(0));
        QVERIFY(!isOfTheFolder(*world.failure));
    }

    void aFolderThatCannotBeWrittenIsToldBeforeAnythingIsRead()
    {
        ClosedRuns world;
        QFile file(world.folder());
        QVERIFY(file.open(QIODevice::WriteOnly));
        static_cast<void>(world.take());
        QVERIFY(world.failure);
        QVERIFY(isOfTheFolder(*world.failure));
        QCOMPARE(world.server.calls(readHistory), 0);
    }
};

QTEST_GUILESS_MAIN(TestHistoryExport)
#include "tst_historyexport.moc"
