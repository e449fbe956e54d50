// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "models/board/boardmodel.h"
#include "tests/ui/look.h"
#include "tests/ui/pastworld.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardview.h"
#include "ui/board/momentpage.h"
#include "ui/board/momentslider.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// The page as the window shows it.
struct Shown
{
    explicit Shown(PastWorld &world)
        : page(world.session->moments(), world.session->runbook())
    {
        page.resize(1284, 790);
        page.show();
        page.activateWindow();
        active = QTest::qWaitForWindowActive(&page, 30'000);
        page.setActive(true);
        slider()->setFocus();
    }

    [[nodiscard]] BoardView *view() const { return page.findChild<BoardView *>(u"boardView"_s); }
    [[nodiscard]] MomentSlider *slider() const { return page.findChild<MomentSlider *>(); }
    [[nodiscard]] QLineEdit *time() const { return page.findChild<QLineEdit *>(u"momentTime"_s); }
    [[nodiscard]] QString sentence() const
    {
        return page.findChild<PlainLabel *>(u"momentSentence"_s)->text();
    }
    [[nodiscard]] QString mark() const { return page.findChild<PlainLabel *>(u"momentMark"_s)->text(); }
    [[nodiscard]] bool isAt(Instant moment) const { return page.title().contains(formatZonedTime(moment)); }
    [[nodiscard]] QString cell(const QueueKey &key, int column) const
    {
        const QAbstractItemModel &rows = *view()->model();
        for (int ns = 0; ns < rows.rowCount(); ++ns)
            for (int row = 0; row < rows.rowCount(rows.index(ns, 0)); ++row) {
                const QModelIndex index = rows.index(row, column, rows.index(ns, 0));
                if (index.data(BoardModel::NamespaceRole) == key.ns &&
                    index.data(BoardModel::QueueRole) == key.queue)
                    return index.data().toString();
            }
        return {};
    }
    void type(const QString &text) const
    {
        time()->setFocus();
        time()->selectAll();
        QTest::keyClicks(time(), text);
        QTest::keyClick(time(), Qt::Key_Return);
    }

    MomentPage page;
    bool active = false;
};

Instant minuteOf(Instant time)
{
    return std::chrono::floor<std::chrono::minutes>(time);
}

} // namespace

class TstMomentPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void showsWhatWasKnownThen();
    void whileNobodyWatchedNothingIsKnown();
    void keysMoveTheMoment();
    void theMouseMovesTheMoment();
    void aTimeCanBeTyped();
    void whatIsNoTimeIsSaid();
    void keysGoFromMarkToMark();
    void marksAreOfWhatMayBeReadAlone();
    void itAsksTheServerNothing();
    void nothingKeptIsSaid();
    void aDamagedStoreIsSaid();
    void everyControlHasAName();
    void theWindowLeadsThereAndBack();
    void theTitleTellsDangersOfNowFromThoseOfThen();
};

void TstMomentPage::showsWhatWasKnownThen()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world);
    const QAbstractItemModelTester tester(shown.view()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    shown.page.goTo(world.troubled);
    QTRY_VERIFY(shown.isAt(world.troubled));
    QCOMPARE(shown.cell(PastWorld::ingest, BoardModel::SignalColumn), u"danger"_s);
    QVERIFY(shown.cell(PastWorld::ingest, BoardModel::SentenceColumn).contains(u"grows"_s));
    QCOMPARE(shown.cell(PastWorld::research, BoardModel::SignalColumn), u"caution"_s);
    QVERIFY(shown.sentence().startsWith(u"The past: "_s + formatZonedTime(world.troubled)));
    shown.page.goTo(world.fired.front() - 5min);
    QTRY_VERIFY(shown.isAt(world.fired.front() - 5min));
    QVERIFY(shown.cell(PastWorld::ingest, BoardModel::SignalColumn) != u"danger"_s);
    QVERIFY2(world.board->indexOf(PastWorld::ingest).data().toString() != u"danger"_s, "now");
}

void TstMomentPage::whileNobodyWatchedNothingIsKnown()
{
    PastWorld world;
    QVERIFY(world.live());
    const Shown shown(world);
    shown.type(formatZonedTime(world.troubled + 20min));
    QTRY_VERIFY(shown.isAt(std::chrono::floor<std::chrono::seconds>(world.troubled) + 20min));
    QCOMPARE(shown.cell(PastWorld::ingest, BoardModel::SignalColumn), u"unknown"_s);
    QCOMPARE(shown.cell(PastWorld::ingest, BoardModel::SentenceColumn),
             u"nothing was seen of it for 20 min"_s);
}

void TstMomentPage::keysMoveTheMoment()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world);
    const Instant begin = minuteOf(world.troubled);
    shown.page.goTo(begin);
    const auto press = [&](Qt::Key key) { QTest::keyClick(shown.slider(), key); };
    press(Qt::Key_Left);
    QTRY_VERIFY(shown.isAt(begin - 1min));
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    QTRY_VERIFY(shown.isAt(begin + 1min));
    press(Qt::Key_PageDown);
    QTRY_VERIFY(shown.isAt(begin + 1min - 1h));
    press(Qt::Key_PageUp);
    QTRY_VERIFY(shown.isAt(begin + 1min));
    press(Qt::Key_Home);
    QTRY_VERIFY(shown.isAt(world.clock.utc() - 30 * 24h));
    press(Qt::Key_End);
    QTRY_VERIFY(shown.isAt(minuteOf(world.clock.utc())));
}

void TstMomentPage::theMouseMovesTheMoment()
{
    PastWorld world;
    QVERIFY(world.live());
    const Shown shown(world);
    QTest::mouseClick(shown.slider(), Qt::LeftButton, {}, shown.slider()->rect().center());
    const Instant middle = world.clock.utc() - 15 * 24h;
    QTRY_VERIFY(shown.slider()->value() > 0);
    const Instant at = minuteOf(shown.slider()->from()) + shown.slider()->value() * 1min;
    QVERIFY(std::chrono::abs(at - middle) < 4h);
    QTRY_VERIFY(shown.isAt(at));
}

void TstMomentPage::aTimeCanBeTyped()
{
    PastWorld world;
    QVERIFY(world.live());
    const Shown shown(world);
    const Instant wanted = std::chrono::floor<std::chrono::seconds>(world.troubled);
    shown.type(formatDateTime(wanted).mid(11)); // the time of day
    QTRY_VERIFY(shown.isAt(wanted));
    QCOMPARE(shown.cell(PastWorld::ingest, BoardModel::SignalColumn), u"danger"_s);
}

void TstMomentPage::whatIsNoTimeIsSaid()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world);
    shown.page.goTo(world.troubled);
    QTRY_VERIFY(shown.isAt(world.troubled));
    shown.type(u"last night"_s);
    QVERIFY2(shown.mark().startsWith(u"That is no time"_s), qPrintable(shown.mark()));
    shown.type(u"2001-01-01 00:00"_s);
    QVERIFY2(shown.mark().startsWith(u"Moments are from "_s), qPrintable(shown.mark()));
    QCOMPARE(shown.time()->text(), u"2001-01-01 00:00"_s); // to be mended
    QVERIFY(shown.isAt(world.troubled));
}

void TstMomentPage::keysGoFromMarkToMark()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world);
    QTRY_VERIFY(shown.page.findChild<QToolButton *>(u"momentPrevious"_s)->isEnabled() ||
                shown.page.findChild<QToolButton *>(u"momentNext"_s)->isEnabled());
    QTest::keyClick(shown.slider(), Qt::Key_End);
    QTRY_VERIFY(shown.mark().startsWith(u"before: "_s) && shown.mark().contains(u"terminate stuck-1"_s));
    QTest::keyClick(shown.slider(), Qt::Key_N, Qt::ShiftModifier);
    QTRY_VERIFY(shown.isAt(world.acted));
    QVERIFY2(shown.mark().contains(u"terminate stuck-1 in stratmaster-prod by Ada: no outcome recorded"_s),
             qPrintable(shown.mark()));
    QTest::keyClick(shown.slider(), Qt::Key_N, Qt::ShiftModifier);
    QTRY_VERIFY(!shown.isAt(world.acted));
    QVERIFY2(shown.mark().contains(u"alert "_s), qPrintable(shown.mark()));
    QTest::keyClick(shown.view(), Qt::Key_N);
    QTRY_VERIFY(shown.isAt(world.acted));
}

void TstMomentPage::marksAreOfWhatMayBeReadAlone()
{
    PastWorld world;
    QVERIFY(world.live());
    const Instant now = world.clock.utc();
    world.keep({{},
                {{now - 10min,
                  u"backlog"_s,
                  {u"secret"_s, u"secret-queue"_s},
                  TaskType::Workflow,
                  AlertState::Firing,
                  {}}}});
    const Shown shown(world);
    QTest::keyClick(shown.slider(), Qt::Key_End);
    QTRY_VERIFY(shown.mark().startsWith(u"before: "_s));
    QTRY_VERIFY(shown.mark().contains(u"terminate"_s));
    for (const QString &text : shownTexts(shown.page))
        QVERIFY2(!text.contains(u"secret"_s), qPrintable(text));
}

void TstMomentPage::itAsksTheServerNothing()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world);
    const auto asked = [&world] {
        return world.server.calls(u"DescribeTaskQueue"_s) + world.server.calls(u"CountWorkflowExecutions"_s) +
               world.server.calls(u"ListNamespaces"_s);
    };
    world.watch->stop(); // which goes on whatever is shown
    const int before = asked();
    shown.page.goTo(world.troubled);
    QTRY_VERIFY(shown.isAt(world.troubled));
    shown.page.refresh();
    shown.page.goTo(world.troubled - 1min);
    QTRY_VERIFY(shown.isAt(world.troubled - 1min));
    QCOMPARE(asked(), before);
}

void TstMomentPage::nothingKeptIsSaid()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world);
    shown.page.goTo(world.clock.utc() - 10 * 24h);
    QTRY_VERIFY(shown.isAt(world.clock.utc() - 10 * 24h));
    QCOMPARE(shown.view()->emptyText(),
             u"Nothing is kept of this moment: nobody watched, or it is too long ago."_s);
}

void TstMomentPage::aDamagedStoreIsSaid()
{
    PastWorld world;
    QVERIFY(world.live());
    const QString path = storefile::path(world.profile.name);
    for (const QString &companion : {u"-wal"_s, u"-shm"_s})
        QFile::remove(path + companion);
    QFile store(path);
    QVERIFY(store.open(QIODevice::WriteOnly) && store.write("no store at all, by no means") > 0);
    store.close();
    const Shown shown(world);
    QTRY_VERIFY(shown.view()->emptyText().startsWith(u"What was kept can't be read: "_s));
    QTRY_VERIFY2(shown.mark().startsWith(u"Alerts can't be read: "_s), qPrintable(shown.mark()));
    QTRY_VERIFY2(shown.mark().contains(u"terminate stuck-1"_s), "what can be read is shown all the same");
}

void TstMomentPage::everyControlHasAName()
{
    PastWorld world;
    const Shown shown(world);
    for (const QWidget *widget : shown.page.findChildren<QWidget *>()) {
        const bool isControl = widget->inherits("QAbstractButton") || widget->inherits("QLineEdit") ||
                               widget->inherits("QAbstractSlider") || widget->inherits("QTreeView");
        if (!isControl || widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s))
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TstMomentPage::theWindowLeadsThereAndBack()
{
    PastWorld world;
    QVERIFY(world.live());
    ShownWindow shown(world);
    shown.window.resize(1024, 700);
    auto *board = shown.find<BoardView>(u"boardView"_s);
    QTest::keyClick(board, Qt::Key_T);
    auto *page = shown.find<MomentPage>(u"momentPage"_s);
    QVERIFY(page && page->isVisible());
    page->goTo(world.troubled);
    QTRY_VERIFY(shown.window.windowTitle().contains(u"Board at "_s + formatZonedTime(world.troubled)));
    QTRY_VERIFY(page->findChild<PlainLabel *>(u"momentMark"_s)->text().startsWith(u"before: "_s));
    keepPictures(shown.window, u"board-past-1024"_s);
    shown.window.resize(1600, 1000);
    keepPictures(shown.window, u"board-past-1600"_s);
    QTest::keyClick(page->findChild<BoardView *>(), Qt::Key_T);
    QTRY_VERIFY(!page->isVisible());
    shown.find<QAction>(u"goPast"_s)->trigger();
    QVERIFY2(page->isVisible() && page->title().contains(formatZonedTime(world.troubled)),
             "where it was left");
    page->findChild<QPushButton *>(u"momentPresent"_s)->click();
    QTRY_VERIFY(!page->isVisible());
}

void TstMomentPage::theTitleTellsDangersOfNowFromThoseOfThen()
{
    PastWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    ShownWindow shown(world);
    QVERIFY(shown.window.windowTitle().startsWith(u"1 danger · Board"_s));
    shown.find<QAction>(u"goPast"_s)->trigger();
    QTRY_VERIFY(shown.window.windowTitle().startsWith(u"1 danger now · Board at "_s));
}

QTEST_MAIN(TstMomentPage)
#include "tst_momentpage.moc"
