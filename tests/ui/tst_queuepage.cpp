// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "tests/ui/queueworld.h"
#include "ui/queue/pollermodel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/signalchip.h"

#include <QAbstractButton>
#include <QJsonObject>
#include <QTableView>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What a screen reader is told at the last few looks.
QString readByKeys(BacklogChart &chart)
{
    chart.setFocus();
    QStringList said;
    QTest::keyClick(&chart, Qt::Key_End);
    for (int i = 0; i < 4; ++i) {
        said << chart.accessibleDescription();
        QTest::keyClick(&chart, Qt::Key_Left);
    }
    return said.join(u'\n');
}

bool journalled(QueueWorld &world, const QString &op, const QString &queue)
{
    bool isWritten = false;
    world.journal
        .append({{u"v"_s, 1},
                 {u"kind"_s, u"intent"_s},
                 {u"op"_s, op},
                 {u"time"_s, formatIso(world.clock.utc())},
                 {u"user"_s, u"Ada"_s},
                 {u"namespace"_s, ns},
                 {u"workflow_id"_s, u"stuck-"_s + op},
                 {u"task_queue"_s, queue},
                 {u"verb"_s, u"terminate"_s}})
        .deliver(world.page.get(),
                 [&isWritten](const Result<bool> &written) { isWritten = written.has_value(); });
    return QTest::qWaitFor([&isWritten] { return isWritten; });
}

} // namespace

class TstQueuePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void unknownIsADash();
    void aStoryIsShown();
    void newSamplesShowOnTheirOwn();
    void pollersLiveWhateverTheServersClockSays();
    void theChartShadesWhatTheBoardSays();
    void oldFiguresSaySo();
    void aClockStepGreysNothing();
    void aDeletedNamespaceIsSaidAndItsPictureStays();
    void pauseHoldsThePicture();
    void chartIsAlsoATable();
    void runningWorkflowsOfTheQueue();
    void longNamesDoNotWidenThePage();
    void everyControlHasAName();
    void hiddenPageIsQuiet();
    void detailsTellWhatHoldsItBackAndWhoWorks();
    void partitionsAreAskedForOnce();
    void whatWasDoneIsMarked();
    void otherRulesHoldWhileThePageIsOpen();
    void aVersionThatBecameCurrentIsMarked();

private:
    QTemporaryDir m_home;
};

void TstQueuePage::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_home.path().toUtf8());
    qputenv("TZ", "UTC");
    test::putOnLook();
}

void TstQueuePage::unknownIsADash()
{
    const QueueWorld world;
    for (const QString &card : {u"figureActivity"_s, u"figureWorkflow"_s, u"figureOldest"_s, u"figureRates"_s,
                                u"figureDrain"_s, u"figurePollers"_s})
        QCOMPARE(world.figure(card), u"–"_s);
    QCOMPARE(world.find<SignalChip>(u"queueSignal"_s)->signal(), Signal::Unknown);
    QCOMPARE(world.page->title(), u"knowledge_ingest"_s);
    QVERIFY(test::shownTexts(*world.page).contains(u"stratmaster-prod · Knowledge MCP"_s));
    QCOMPARE(world.page->readAt(), std::nullopt);
}

void TstQueuePage::aStoryIsShown()
{
    QueueWorld world;
    world.serve(2, 5, 3, 1, 1);
    QVERIFY(world.start());
    for (int i = 0; i < 8; ++i) {
        world.serve(i % 3, 4 + i % 2, 3, 1, 1);
        QVERIFY(world.sample(20s));
    }
    QVERIFY(world.sample(100s)); // nothing was heard in between
    for (int i = 0; i < 36; ++i) {
        world.serve(8 + i * 12, 4 + i % 3, i < 4 ? 3 : 1, 46, i < 4 ? 46 : 8);
        QVERIFY(world.sample(20s));
    }
    world.page->setActive(true);
    QCOMPARE(world.figure(u"figureWorkflow"_s), u"428"_s);
    QCOMPARE(world.figure(u"figureOldest"_s), u"7 m 55 s"_s);
    QCOMPARE(world.figure(u"figureRates"_s), u"46 / 8.0"_s);
    QCOMPARE(world.figure(u"figureDrain"_s), u"grows"_s);
    QCOMPARE(world.figure(u"figurePollers"_s), u"2 of 6"_s);
    QCOMPARE(world.find<SignalChip>(u"queueSignal"_s)->signal(), Signal::Danger);
    const QString since = world.find<PlainLabel>(u"queueSince"_s)->text();
    QVERIFY2(since.startsWith(u"firing since 10:"_s), qPrintable(since));
    const QString sentence = world.find<PlainLabel>(u"queueSentence"_s)->text();
    QVERIFY2(sentence.contains(u"Pollers went from 6 to 2 at 10:"_s), qPrintable(sentence));
    QVERIFY2(sentence.startsWith(
                 u"Grows faster than it drains: 46 workflow tasks a second come in, 8.0 go out."_s),
             qPrintable(sentence));
    QCOMPARE(world.find<PlainLabel>(u"verdictNext"_s)->text(), u"Next: add workers"_s);
    QCOMPARE(world.find<ElidedLabel>(u"fact.evidence0"_s)->text(), u"46 / 8.0"_s);
    QVERIFY(world.find<ElidedLabel>(u"fact.other0"_s)->isVisible());
    QSignalSpy went(world.page.get(), &Page::go);
    world.find<QAbstractButton>(u"verdictOpen"_s)->click();
    QCOMPARE(went[0][0].value<Place>().query,
             u"ExecutionStatus='Running' AND TaskQueue='stratmaster-prod.knowledge_ingest'"_s);
    QCOMPARE(world.find<QTableView>(u"pollerTable"_s)->model()->rowCount(), 6);
    QTRY_COMPARE(world.find<QAbstractButton>(u"queueWorkflows"_s)->text(), u"Running workflows: 37"_s);
    world.find<QTableView>(u"pollerTable"_s)->setFocus();
    test::keepPictures(*world.page, u"queue"_s);
}

void TstQueuePage::newSamplesShowOnTheirOwn()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    QTRY_COMPARE(world.figure(u"figureWorkflow"_s), u"7"_s);
    QList<qreal> workflowLine{7};
    QList<qreal> activityLine{5};
    for (const auto &[workflow, activity] : {std::pair(70, 12), std::pair(31, 240)}) {
        world.serve(workflow, activity, 3, 1, 1);
        world.clock.advance(13s); // the watch looks again of itself, after 10 s and some chance
        QTRY_COMPARE(world.figure(u"figureWorkflow"_s), QString::number(workflow));
        QTRY_COMPARE(world.figure(u"figureActivity"_s), QString::number(activity));
        workflowLine << workflow;
        activityLine << activity;
        QTRY_COMPARE(world.plotted(), (QList{workflowLine, activityLine}));
    }
}

/// Its times are two minutes in our past: who polls between two looks is alive all the same.
void TstQueuePage::pollersLiveWhateverTheServersClockSays()
{
    QueueWorld world;
    world.serverBehind = 2min;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    for (int look = 0; look < 2; ++look) {
        world.serve(7, 5, 3, 1, 1);
        QVERIFY(world.sample(10s));
    }
    world.page->setActive(true);
    QCOMPARE(world.figure(u"figurePollers"_s), u"6 of 6"_s);
    const QAbstractItemModel *rows = world.find<QTableView>(u"pollerTable"_s)->model();
    QCOMPARE(rows->rowCount(), 6);
    for (int row = 0; row < rows->rowCount(); ++row) {
        QCOMPARE(rows->index(row, PollerModel::StateColumn).data().toString(), u"alive"_s);
        QCOMPARE(rows->index(row, PollerModel::LastPollColumn).data().toString(), u"0 s"_s);
    }
}

/// Tasks of ended workflows are a caution there: the same time is no danger here.
void TstQueuePage::theChartShadesWhatTheBoardSays()
{
    const QColor danger = lightTokens().danger;
    const QColor caution = lightTokens().caution;
    QueueWorld world;
    world.server.setExecutions(ns, {});
    world.serve(300, 0, 3, 1, 1); // for 7 min 55 s already
    QVERIFY(world.start());
    QTRY_VERIFY(world.watch->running(world.key));
    for (int look = 0; look < 6; ++look)
        QVERIFY(world.sample(20s));
    world.page->setActive(true);
    QCOMPARE(world.find<SignalChip>(u"queueSignal"_s)->signal(), Signal::Caution);
    QCOMPARE(world.shadedPixels(danger, 0.13), 0);
    QVERIFY(world.shadedPixels(caution, 0.16) > 1000);

    Execution run; // what comes on top is no ghost
    run.workflowId = run.runId = u"more"_s;
    run.taskQueue = world.key.queue;
    run.status = ExecutionStatus::Running;
    world.server.setExecutions(ns, {run});
    world.serve(301, 0, 3, 1, 1);
    QVERIFY(world.sample(10s));
    QVERIFY(world.sample(60s));
    world.page->setActive(true);
    QCOMPARE(world.find<SignalChip>(u"queueSignal"_s)->signal(), Signal::Danger);
    QVERIFY(world.shadedPixels(danger, 0.13) > 1000);
    QVERIFY(world.shadedPixels(caution, 0.16) > 1000);
}

void TstQueuePage::oldFiguresSaySo()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    world.server.failNext(u"DescribeTaskQueue"_s, u"UNAVAILABLE"_s, {}, fake::TemporalServer::always);
    world.clock.advance(5min);
    world.alerts->tick();
    world.page->setActive(true);
    QCOMPARE(world.figure(u"figureWorkflow"_s), u"7"_s);
    const QString sentence = world.find<PlainLabel>(u"queueSentence"_s)->text();
    QVERIFY2(sentence.contains(u"The figures are 5 m 00 s old."_s), qPrintable(sentence));
    QCOMPARE(world.find<SignalChip>(u"queueSignal"_s)->signal(), Signal::Unknown);
}

/// How old a figure is, is by a clock that nobody sets; the picture is by the wall clock, as it goes now.
void TstQueuePage::aClockStepGreysNothing()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    QVERIFY(world.sample(10s));
    world.clock.setUtc(world.clock.utc() + 1h);
    world.page->setActive(true);
    QCOMPARE(world.find<PlainLabel>(u"queueSentence"_s)->text(),
             u"Its 7 workflow tasks do not get fewer: 1.0 a second come in, 1.0 go out."_s);
    QTRY_COMPARE(world.plotted(), (QList<QList<qreal>>{{7, 7}, {5, 5}}));
    world.serve(9, 5, 3, 1, 1);
    QVERIFY(world.sample(10s));
    QTRY_COMPARE(world.plotted(), (QList<QList<qreal>>{{7, 7, 9}, {5, 5, 5}}));
}

void TstQueuePage::aDeletedNamespaceIsSaidAndItsPictureStays()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    QVERIFY(world.sample(10s));
    world.find<QAbstractButton>(u"queueTable"_s)->click();
    world.server.setNamespaces({});
    world.clock.advance(12s);
    world.watch->refresh();
    QTRY_VERIFY(world.watch->namespaceSample(ns) && world.watch->namespaceSample(ns)->gone);
    world.page->setActive(true);
    QCOMPARE(world.find<PlainLabel>(u"queueSentence"_s)->text(), u"The namespace no longer exists."_s);
    QCOMPARE(world.find<SignalChip>(u"queueSignal"_s)->signal(), Signal::Unknown);
    QCOMPARE(world.figure(u"figureWorkflow"_s), u"7"_s);
    QVERIFY(world.find<QTableView>(u"sampleTable"_s)->model()->rowCount() >= 2);
}

void TstQueuePage::pauseHoldsThePicture()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    world.page->setActive(true);
    QTest::keyClick(world.page.get(), Qt::Key_P);
    auto *pause = world.find<QAbstractButton>(u"queuePause"_s);
    QVERIFY(pause->isChecked());
    world.serve(70, 5, 3, 1, 1);
    QVERIFY(world.sample(10s));
    world.page->setActive(true);
    QCOMPARE(world.figure(u"figureWorkflow"_s), u"7"_s);
    QTest::keyClick(world.page.get(), Qt::Key_P);
    QVERIFY(!pause->isChecked());
    QCOMPARE(world.figure(u"figureWorkflow"_s), u"70"_s);
}

void TstQueuePage::chartIsAlsoATable()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    QVERIFY(world.sample(10s));
    auto *table = world.find<QTableView>(u"sampleTable"_s);
    QVERIFY(!table->isVisible());
    auto *toggle = world.find<QAbstractButton>(u"queueTable"_s);
    toggle->setFocus();
    QTest::keyClick(toggle, Qt::Key_Space);
    QVERIFY(table->isVisible());
    QTRY_VERIFY(table->model()->rowCount() >= 2);
    QCOMPARE(table->model()->index(0, 1).data().toString(), u"7"_s);
    test::keepPictures(*world.page, u"queue-table"_s);
}

void TstQueuePage::runningWorkflowsOfTheQueue()
{
    const QueueWorld world(QueueKey{ns, u"it's <b>"_s});
    QSignalSpy opened(world.page.get(), &Page::go);
    world.find<QAbstractButton>(u"queueWorkflows"_s)->click();
    QCOMPARE(opened.size(), 1);
    const auto place = opened[0][0].value<Place>();
    QCOMPARE(place.page, Place::Page::Workflows);
    QCOMPARE(place.ns, ns);
    QCOMPARE(place.query, u"ExecutionStatus='Running' AND TaskQueue='it\\'s <b>'"_s);
    QVERIFY(test::shownTexts(*world.page).contains(u"it's <b>"_s));
}

void TstQueuePage::longNamesDoNotWidenThePage()
{
    const QueueWorld world(QueueKey{ns, QString(300, u'q')});
    QVERIFY2(world.page->minimumSizeHint().width() <= 1100,
             qPrintable(QString::number(world.page->minimumSizeHint().width())));
    QVERIFY(test::shownTexts(*world.page).contains(QString(300, u'q')));
}

void TstQueuePage::everyControlHasAName()
{
    const QueueWorld world;
    const auto buttons = world.page->findChildren<QAbstractButton *>();
    QVERIFY(buttons.size() >= 7);
    for (const QAbstractButton *button : buttons) {
        if (button->focusPolicy() == Qt::NoFocus)
            continue; // a table's corner
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
    }
    for (const auto *view : world.page->findChildren<QTableView *>())
        QVERIFY(!view->objectName().isEmpty() && !view->accessibleName().isEmpty());
}

void TstQueuePage::hiddenPageIsQuiet()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    world.page->setActive(true);
    world.page->setActive(false);
    world.serve(9, 5, 3, 1, 1);
    QVERIFY(world.sample(10s));
    QCOMPARE(world.figure(u"figureWorkflow"_s), u"7"_s);
    world.page->setActive(true);
    QCOMPARE(world.figure(u"figureWorkflow"_s), u"9"_s);
}

void TstQueuePage::detailsTellWhatHoldsItBackAndWhoWorks()
{
    QueueWorld world;
    world.serve(2, 5, 3, 1, 1);
    TaskQueueStats held;
    held.backlog = 7;
    held.addRate = 2.5;
    held.limit = {0, RateLimitSource::Api, u"<b>qdrant</b> moves"_s, u"ada"_s, world.clock.utc() - 5min};
    held.priorities = {{1, 2, Milliseconds(0), 3.0}, {5, 5, Milliseconds(90s), 0.0}};
    world.server.setQueue(ingest, TaskType::Activity, held);
    QVERIFY(world.start());
    QVERIFY(world.sample(20s));
    const auto fact = [&](const QString &name) {
        const auto *value = world.find<ElidedLabel>(u"fact."_s + name);
        return value && value->isVisible() ? value->text() : QString();
    };
    QTRY_COMPARE(fact(u"limit-activity"_s), u"held: none goes out"_s);
    QCOMPARE(fact(u"rates-workflow"_s), u"1.0 / 1.0 a second"_s);
    QCOMPARE(fact(u"priority5-activity"_s), u"5 wait, 0 a second go out"_s);
    QCOMPARE(fact(u"workers"_s), u"not known"_s); // the server hears no heartbeats
    QTRY_COMPARE(fact(u"partitions"_s), u"4 for workflow tasks, 4 for activity tasks"_s);
    const QString said = test::shownTexts(*world.page).join(u' ');
    QVERIFY2(said.contains(u"by ada, since 2"_s) && said.contains(u"<b>qdrant</b> moves"_s),
             qPrintable(said));
}

/// For the person who opened the page, and again at F5; never of a name that was not looked at.
void TstQueuePage::partitionsAreAskedForOnce()
{
    QueueWorld world;
    const auto asked = [&] { return world.server.calls(u"ListTaskQueuePartitions"_s); };
    QCOMPARE(asked(), 0);
    world.serve(2, 5, 3, 1, 1);
    QVERIFY(world.start());
    for (int i = 0; i < 5; ++i)
        QVERIFY(world.sample(20s));
    QTRY_COMPARE(asked(), 1);
    world.page->refresh();
    QVERIFY(world.sample(20s));
    QTRY_COMPARE(asked(), 2);
}

void TstQueuePage::whatWasDoneIsMarked()
{
    QueueWorld world;
    world.serve(2, 5, 3, 1, 1);
    QVERIFY(world.start());
    auto *chart = world.find<BacklogChart>(u"backlogChart"_s);
    QVERIFY(journalled(world, u"1"_s, ingest.queue));
    QVERIFY(journalled(world, u"2"_s, u"stratmaster-prod.evals"_s));
    QVERIFY(world.sample(20s));
    world.page->refresh();
    QTRY_VERIFY2(readByKeys(*chart).contains(u"terminate stuck-1 by Ada: no outcome recorded"_s),
                 qPrintable(readByKeys(*chart)));
    QVERIFY(!readByKeys(*chart).contains(u"stuck-2"_s));
}

/// As a saved rule holds at once.
void TstQueuePage::otherRulesHoldWhileThePageIsOpen()
{
    QueueWorld world;
    world.serve(7, 5, 3, 1, 1);
    QVERIFY(world.start());
    QTRY_COMPARE(world.figure(u"figureWorkflow"_s), u"7"_s);
    const auto *figure = world.find<QWidget>(u"figureWorkflow"_s)->findChild<PlainLabel *>(u"figure"_s);
    QVERIFY(figure->foregroundRole() != QPalette::BrightText);
    QVERIFY(world.runbook.override("version = 1\n[[alert]]\nkind = 'backlog'\nthreshold = 5\n", {}));
    world.alerts->takeRules();
    QTRY_COMPARE(figure->foregroundRole(), QPalette::BrightText);
}

void TstQueuePage::aVersionThatBecameCurrentIsMarked()
{
    QueueWorld world;
    TaskQueueStats stats;
    stats.backlog = 3;
    stats.versions = {u"ingest.v7"_s, {}, 0};
    world.server.setQueue(ingest, TaskType::Workflow, stats);
    QVERIFY(world.start());
    QVERIFY(world.sample(20s));
    auto *chart = world.find<BacklogChart>(u"backlogChart"_s);
    QVERIFY(!readByKeys(*chart).contains(u"current"_s));
    stats.versions.current = u"ingest.v8"_s;
    world.server.setQueue(ingest, TaskType::Workflow, stats);
    QVERIFY(world.sample(20s));
    QTRY_VERIFY2(readByKeys(*chart).contains(u"ingest.v8 became current"_s), qPrintable(readByKeys(*chart)));
}

QTEST_MAIN(TstQueuePage)
#include "tst_queuepage.moc"
