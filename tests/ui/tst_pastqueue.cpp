// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "models/board/boardmodel.h"
#include "tests/ui/look.h"
#include "tests/ui/pastworld.h"
#include "tests/ui/shownwindow.h"
#include "tests/unit/temporal/await.h"
#include "ui/board/boardview.h"
#include "ui/board/momentpage.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/pastqueuepage.h"
#include "ui/queue/queuedeeds.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/signalchip.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QAction>
#include <QFileDialog>
#include <QSignalSpy>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// A queue's page at a moment, as the window shows it.
struct Shown
{
    Shown(PastWorld &world, Instant moment)
        : page(PastWorld::ingest, world.session->moments(), world.session->runbook())
    {
        page.setPlace(Place::ofPastQueue(PastWorld::ingest, moment));
        page.resize(1284, 790);
        page.show();
        page.setActive(true);
    }
    [[nodiscard]] QString judged() const { return page.findChild<PlainLabel *>(u"pastJudged"_s)->text(); }
    [[nodiscard]] Signal signal() const { return page.findChild<SignalChip *>(u"pastSignal"_s)->signal(); }
    [[nodiscard]] QString span() const { return page.findChild<PlainLabel *>(u"pastSpan"_s)->text(); }
    [[nodiscard]] int rows() const
    {
        return page.findChild<TableView *>(u"pastSamples"_s)->model()->rowCount();
    }
    /// What the dialog that asks where to save does when a person says so.
    [[nodiscard]] bool save(const QString &action, const QString &path)
    {
        page.findChild<QAction *>(action)->trigger();
        auto *dialog = page.findChild<QFileDialog *>(u"saveChartDialog"_s);
        QSignalSpy said(&page, &Page::notice);
        Q_EMIT dialog->fileSelected(path);
        dialog->setObjectName({});
        dialog->close();
        return QTest::qWaitFor([&said] { return !said.isEmpty(); }) &&
               said.first().first().toString() == u"Saved as %1."_s.arg(path);
    }

    PastQueuePage page;
};

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TstPastQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void aRowOfThePastBoardOpensWhatWasKnownThen();
    void itSaysHowItWasJudgedThen();
    void whileNobodyWatchedNothingIsKnown();
    void theHoursAroundTheMomentAreShownFirst();
    void whatIsShownCanBeSaved();
    void itAsksTheServerNothing();
    void whatWasDoneIsReadAgainWhenAskedFor();
    void everyControlHasAName();
};

void TstPastQueue::aRowOfThePastBoardOpensWhatWasKnownThen()
{
    PastWorld world;
    QVERIFY(world.live());
    ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    shown.find<QAction>(u"goPast"_s)->trigger();
    auto *board = shown.find<MomentPage>(u"momentPage"_s);
    board->goTo(world.troubled);
    QTRY_VERIFY(board->title().contains(formatZonedTime(world.troubled)));
    auto *view = board->findChild<BoardView *>();
    const auto row = [&] {
        const QAbstractItemModel &rows = *view->model();
        for (int ns = 0; ns < rows.rowCount(); ++ns)
            for (int queue = 0; queue < rows.rowCount(rows.index(ns, 0)); ++queue)
                if (const auto index = rows.index(queue, 0, rows.index(ns, 0));
                    index.data(BoardModel::QueueRole) == PastWorld::ingest.queue)
                    return index;
        return QModelIndex();
    };
    view->setFocus();
    view->setCurrentIndex(row());
    QTest::keyClick(view, Qt::Key_Return);
    auto *page = shown.find<PastQueuePage>(u"pastQueuePage"_s);
    QVERIFY(page && page->isVisible());
    QVERIFY(pages->place() == Place::ofPastQueue(PastWorld::ingest, world.troubled));
    const QString sentence = page->findChild<PlainLabel *>(u"pastSentence"_s)->text();
    QVERIFY2(sentence.startsWith(u"The past: "_s + formatZonedTime(world.troubled)), qPrintable(sentence));
    QTRY_COMPARE(page->findChild<SignalChip *>(u"pastSignal"_s)->signal(), Signal::Danger);
    shown.window.resize(1024, 700);
    keepPictures(shown.window, u"queue-past-1024"_s);
    shown.window.resize(1600, 1000);
    keepPictures(shown.window, u"queue-past-1600"_s);
    page->findChild<QToolButton *>(u"pastBoard"_s)->click();
    QVERIFY2(board->isVisible() && board->title().contains(formatZonedTime(world.troubled)),
             "where it was left");
    pages->back();
    QVERIFY(page->isVisible());
    QTest::keyClick(page->findChild<TableView *>(), Qt::Key_T);
    QVERIFY(pages->place().page == Place::Page::Queue && pages->place().queue == PastWorld::ingest.queue);
}

void TstPastQueue::itSaysHowItWasJudgedThen()
{
    PastWorld world;
    QVERIFY(world.live());
    const Shown shown(world, world.troubled);
    QTRY_COMPARE(shown.signal(), Signal::Danger);
    QVERIFY2(shown.judged().contains(u"grows"_s) && shown.judged().contains(u" · since 20"_s),
             qPrintable(shown.judged()));
    const Shown before(world, world.fired.front() - 5min);
    QTRY_VERIFY(!before.judged().isEmpty() && before.signal() != Signal::Danger);
}

void TstPastQueue::whileNobodyWatchedNothingIsKnown()
{
    PastWorld world;
    QVERIFY(world.live());
    const Shown shown(world, world.troubled + 20min);
    QTRY_COMPARE(shown.judged(), u"nothing was known of it then"_s);
    QCOMPARE(shown.signal(), Signal::Unknown);
}

void TstPastQueue::theHoursAroundTheMomentAreShownFirst()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world, world.troubled);
    const Instant end = std::min(world.troubled + 1h, world.clock.utc());
    QTRY_COMPARE(shown.span(),
                 u"From %1 to %2"_s.arg(formatZonedTime(world.troubled - 1h), formatZonedTime(end)));
    QTRY_VERIFY(shown.rows() > 20);
    auto *whole = shown.page.findChild<QToolButton *>(u"pastWhole"_s);
    QVERIFY(whole->isVisible());
    whole->click();
    QTRY_VERIFY(shown.span().startsWith(u"From "_s + formatZonedTime(world.clock.utc() - 30 * 24h)));
    QVERIFY(!whole->isVisible());
    QTRY_COMPARE(shown.signal(), Signal::Danger); // of the moment still
}

void TstPastQueue::whatIsShownCanBeSaved()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world, world.troubled);
    QTRY_VERIFY(shown.rows() > 20);
    const QString csv = world.home.filePath(u"then.csv"_s);
    QVERIFY(shown.save(u"saveData"_s, csv));
    const QByteArrayList lines = bytesOf(csv).trimmed().split('\n');
    QVERIFY(lines.first().startsWith("time,until,workflow_backlog,"));
    QVERIFY2(lines.size() > 20, "every look");
    const QString png = world.home.filePath(u"then.png"_s);
    QVERIFY(shown.save(u"savePicture"_s, png));
    QCOMPARE(QImage(png).size(), shown.page.findChild<BacklogChart *>()->grab().size());
}

void TstPastQueue::itAsksTheServerNothing()
{
    PastWorld world;
    QVERIFY(world.live());
    const auto asked = [&world] {
        return world.server.calls(u"DescribeTaskQueue"_s) + world.server.calls(u"CountWorkflowExecutions"_s);
    };
    world.watch->stop(); // which goes on whatever is shown
    for (int round = 0; round < 2;
         ++round) { // what it sent arrives before a later question is answered twice
        QVERIFY(await(world.client->systemInfo()));
        QTRY_COMPARE(world.server.inProgress(), 0);
    }
    const int before = asked();
    const Shown shown(world, world.troubled);
    QTRY_COMPARE(shown.signal(), Signal::Danger);
    QCOMPARE(asked(), before);
}

void TstPastQueue::whatWasDoneIsReadAgainWhenAskedFor()
{
    PastWorld world;
    QVERIFY(world.live());
    world.watch->stop();
    Shown shown(world, world.troubled);
    QTRY_COMPARE(shown.signal(), Signal::Danger);
    auto *deeds = shown.page.findChild<QueueDeeds *>();
    QVERIFY(deeds);
    QTest::qWait(500); // until what it began with has come
    QSignalSpy read(deeds, &QueueDeeds::changed);
    shown.page.resize(1100, 700); // of which nothing new was done
    QTest::qWait(500);
    QCOMPARE(read.size(), 0);
    shown.page.refresh();
    QTRY_VERIFY(!read.isEmpty());
}

void TstPastQueue::everyControlHasAName()
{
    PastWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world, world.clock.utc());
    for (const QWidget *widget : shown.page.findChildren<QWidget *>()) {
        if (!widget->inherits("QAbstractButton") || widget->focusPolicy() == Qt::NoFocus ||
            widget->objectName().startsWith(u"qt_"_s))
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(TstPastQueue)
#include "tst_pastqueue.moc"
