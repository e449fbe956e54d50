// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/historymodel.h"

#include "tests/unit/temporal/fixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"prod"_s;
const QString method = u"GetWorkflowExecutionHistoryReverse"_s;

std::vector<HistoryEvent> eventsTo(qint64 last)
{
    std::vector<HistoryEvent> events;
    for (qint64 id = 1; id <= last; ++id) {
        HistoryEvent event;
        event.id = id;
        event.type = id == 1 ? u"WorkflowExecutionStarted"_s : u"WorkflowTaskScheduled"_s;
        event.time = Instant(std::chrono::seconds(1'800'000'000 + id));
        events.push_back(event);
    }
    return events;
}

struct History : Fixture
{
    explicit History(qint64 events)
        : model(*client)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        tester.setUseFetchMore(false);
        NamespaceInfo info;
        info.name = ns;
        server.setNamespaces({info});
        ExecutionDescription run;
        run.execution.workflowId = u"wf"_s;
        run.execution.runId = u"run"_s;
        run.execution.status = ExecutionStatus::Running;
        server.setDescription(ns, run);
        server.setHistoryPageSize(10);
        grow(events);
    }
    void grow(qint64 events) { server.setHistory(ns, u"wf"_s, u"run"_s, eventsTo(events)); }
    [[nodiscard]] bool settled()
    {
        return QTest::qWaitFor([this] { return !model.isLoading(); });
    }
    [[nodiscard]] bool load()
    {
        model.load(ns, u"wf"_s, u"run"_s);
        return settled();
    }
    /// Ids from `newest` down without a gap.
    [[nodiscard]] bool holds(qint64 newest, int count) const
    {
        if (model.rowCount() != count)
            return false;
        for (int row = 0; row < count; ++row)
            if (model.event(row).id != newest - row)
                return false;
        return true;
    }

    HistoryModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class TestHistoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheNewestFirst();
    void pagesBackToTheStart();
    void refreshFetchesOnlyWhatIsNewer();
    void refreshLeavesNoGap();
    void aFailedRefreshKeepsTheEvents();
    void aDeletedRunIsNotFound();
    void loadingAnotherRunDropsTheEvents();
    void showsWhoDidItAndTheServersProof();
    void showsServerTextAsPlainText();
};

void TestHistoryModel::showsTheNewestFirst()
{
    History history(25);
    QVERIFY(history.load());
    QVERIFY(history.holds(25, 10));
    QCOMPARE(history.model.index(0, HistoryModel::IdColumn).data().toString(), u"25"_s);
    QCOMPARE(history.model.index(0, HistoryModel::TypeColumn).data().toString(), u"WorkflowTaskScheduled"_s);
    QCOMPARE(history.model.index(3, 0).data(HistoryModel::EventIdRole).toLongLong(), 22);
    QCOMPARE(history.server.calls(method), 1);
}

void TestHistoryModel::pagesBackToTheStart()
{
    History history(25);
    QVERIFY(history.load());
    while (history.model.canFetchMore({})) {
        history.model.fetchMore({});
        QVERIFY(!history.model.canFetchMore({}));
        QVERIFY(history.settled());
    }
    QVERIFY(history.holds(25, 25));
    QCOMPARE(history.server.calls(method), 3);
}

void TestHistoryModel::refreshFetchesOnlyWhatIsNewer()
{
    History history(25);
    QVERIFY(history.load());
    const QPersistentModelIndex watched = history.model.index(0, 0);
    history.grow(28);
    QSignalSpy inserted(&history.model, &QAbstractItemModel::rowsInserted);
    history.model.refresh();
    QVERIFY(history.settled());
    QVERIFY(history.holds(28, 13));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(watched.row(), 3);
    QCOMPARE(history.server.calls(method), 2);
    history.model.refresh();
    QVERIFY(history.settled());
    QCOMPARE(inserted.count(), 1);
    while (history.model.canFetchMore({})) { // goes on where the first page ended
        history.model.fetchMore({});
        QVERIFY(history.settled());
    }
    QVERIFY(history.holds(28, 28));
}

void TestHistoryModel::refreshLeavesNoGap()
{
    History history(25);
    QVERIFY(history.load());
    history.grow(61);
    QSignalSpy inserted(&history.model, &QAbstractItemModel::rowsInserted);
    history.model.refresh();
    QVERIFY(history.settled());
    QVERIFY(history.holds(61, 46));
    QCOMPARE(inserted.count(), 1);
}

void TestHistoryModel::aFailedRefreshKeepsTheEvents()
{
    History history(25);
    QVERIFY(history.load());
    history.grow(30);
    history.server.failNext(method, u"INTERNAL"_s);
    history.model.refresh();
    QVERIFY(history.settled());
    QCOMPARE(history.model.error()->kind, ErrorKind::Internal);
    QVERIFY(history.holds(25, 10));
    QVERIFY(!history.model.canFetchMore({}));
    history.model.refresh();
    QVERIFY(history.settled());
    QVERIFY(!history.model.error());
    QVERIFY(history.holds(30, 15));
}

void TestHistoryModel::aDeletedRunIsNotFound()
{
    History history(3);
    history.model.load(ns, u"wf"_s, u"gone"_s);
    QVERIFY(history.settled());
    QCOMPARE(history.model.error()->kind, ErrorKind::NotFound);
    QCOMPARE(history.model.rowCount(), 0);
}

void TestHistoryModel::loadingAnotherRunDropsTheEvents()
{
    History history(3);
    QVERIFY(history.load());
    history.model.load(ns, u"wf"_s, u"gone"_s);
    QCOMPARE(history.model.rowCount(), 0);
    QVERIFY(history.settled());
    QVERIFY(history.load());
    QVERIFY(history.holds(3, 3));
}

void TestHistoryModel::showsWhoDidItAndTheServersProof()
{
    History history(2);
    std::vector<HistoryEvent> events = eventsTo(3);
    events[1].identity = u"812@host"_s;
    events[2].type = u"WorkflowExecutionTerminated"_s;
    events[2].identity = u"ada@signalbox/1"_s;
    events[2].principalType = u"jwt"_s;
    events[2].principalName = u"sub-eve"_s;
    history.server.setHistory(ns, u"wf"_s, u"run"_s, events);
    QVERIFY(history.load());
    QCOMPARE(history.model.index(0, HistoryModel::ByColumn).data().toString(),
             u"ada@signalbox/1 · proved: sub-eve"_s);
    QCOMPARE(history.model.index(1, HistoryModel::ByColumn).data().toString(), u""_s);
}

void TestHistoryModel::showsServerTextAsPlainText()
{
    History history(2);
    std::vector<HistoryEvent> events = eventsTo(2);
    events[1].type = u"WorkflowExecutionTerminated"_s;
    events[1].reason = u"<b>now</b>\u202E"_s;
    history.server.setHistory(ns, u"wf"_s, u"run"_s, events);
    QVERIFY(history.load());
    const QModelIndex details = history.model.index(0, HistoryModel::SummaryColumn);
    QVERIFY2(details.data().toString().contains(u"<b>now</b>‹U+202E›"_s),
             qPrintable(details.data().toString()));
    QVERIFY(details.data(HistoryModel::SummaryRole).toString().contains(u"<b>now</b>‹U+202E›"_s));
}

QTEST_GUILESS_MAIN(TestHistoryModel)
#include "tst_historymodel.moc"
