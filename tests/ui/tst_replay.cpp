// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/blackboxverb.h"
#include "models/base/zonedtime.h"
#include "models/board/boardmodel.h"
#include "tests/ui/look.h"
#include "tests/ui/pastworld.h"
#include "ui/board/boardview.h"
#include "ui/board/momentpage.h"
#include "ui/board/momentslider.h"
#include "ui/chart/lineschart.h"
#include "ui/overview/pastoverviewpage.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/pastqueuepage.h"
#include "ui/queue/queuedeeds.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/window/replaywindow.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// A console's hour of trouble, in a black box.
struct Recorded : PastWorld
{
    [[nodiscard]] bool write()
    {
        if (!live())
            return false;
        from = std::chrono::floor<std::chrono::minutes>(troubled - 12min);
        to = troubled + 1min;
        build(); // as another start of the program
        BlackBoxVerb verb(*session, file, from, to);
        verb.start();
        return QTest::qWaitFor([this] { return QFile::exists(file); }, 20'000);
    }

    QString file = home.filePath(u"night.blackbox"_s);
    Instant from;
    Instant to;
};

/// The window that replays it.
struct Shown
{
    explicit Shown(const QString &file)
        : past(file, readLabel(file).value())
        , window(past, runbook)
    {
        window.resize(1024, 700);
        window.show();
        window.activateWindow();
        active = QTest::qWaitForWindowActive(&window, 30'000);
    }

    [[nodiscard]] MomentPage *board() const { return window.findChild<MomentPage *>(); }
    [[nodiscard]] BoardView *view() const { return window.findChild<BoardView *>(); }
    [[nodiscard]] QModelIndex row(const QueueKey &key) const
    {
        const QAbstractItemModel &rows = *view()->model();
        for (int ns = 0; ns < rows.rowCount(); ++ns)
            for (int queue = 0; queue < rows.rowCount(rows.index(ns, 0)); ++queue)
                if (const QModelIndex index = rows.index(queue, 0, rows.index(ns, 0));
                    index.data(BoardModel::NamespaceRole) == key.ns &&
                    index.data(BoardModel::QueueRole) == key.queue)
                    return index;
        return {};
    }

    Runbook runbook = readRunbook({}).value();
    BlackBoxPast past;
    ReplayWindow window;
    bool active = false;
};

/// At its overview.
struct Overviewed
{
    explicit Overviewed(const Shown &shown)
    {
        shown.window.findChild<QAction *>(u"goOverview"_s)->trigger();
        page = shown.window.findChild<PastOverviewPage *>();
    }
    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return page->findChild<Widget *>(name);
    }
    [[nodiscard]] LinesChart *chart(const QString &name) const { return find<LinesChart>(name + u"Chart"_s); }

    PastOverviewPage *page;
};

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TstReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void theVerbWritesWhatTheWindowOpens();
    void theSliderIsOfTheFile();
    void aQueueHasItsChartFromTheFile();
    void whatHappenedIsMarkedAsInItsOwnPast();
    void theOverviewIsOfTheFile();
    void aStretchOfTheOverviewIsLookedAtAlone();
    void whatIsSavedIsSaid();
    void nothingCanBeDone();
    void theFileStaysAsItIs();
    void theVerbSaysWhatItWrote();
};

void TstReplay::theVerbWritesWhatTheWindowOpens()
{
    Recorded world;
    QVERIFY(world.write());
    const Shown shown(world.file);
    QVERIFY(shown.window.windowTitle().contains(u"Replay of night.blackbox"_s));
    const QString sentence = shown.window.findChild<PlainLabel *>(u"replaySentence"_s)->text();
    QVERIFY2(sentence.startsWith(u"Replay of "_s) && sentence.contains(u"night.blackbox"_s),
             qPrintable(sentence));
    shown.board()->goTo(world.troubled);
    QTRY_VERIFY(shown.row(PastWorld::ingest).isValid());
    QTRY_COMPARE(shown.row(PastWorld::ingest).data().toString(), u"danger"_s);
    QTRY_VERIFY(
        shown.window.findChild<PlainLabel *>(u"momentMark"_s)->text().contains(u"terminate stuck-1"_s));
    keepPictures(*shown.window.window(), u"replay-board"_s);
}

void TstReplay::theSliderIsOfTheFile()
{
    Recorded world;
    QVERIFY(world.write());
    const Shown shown(world.file);
    auto *slider = shown.window.findChild<MomentSlider *>();
    QCOMPARE(slider->from(), world.from);
    QCOMPARE(slider->to(), std::chrono::floor<std::chrono::seconds>(world.to));
    QTRY_VERIFY(shown.board()->title().contains(formatZonedTime(world.from)));
    QTest::keyClick(slider, Qt::Key_End);
    QTRY_VERIFY(shown.board()->title().contains(
        formatZonedTime(std::chrono::floor<std::chrono::minutes>(world.to - 1s))));
    QTest::keyClick(slider, Qt::Key_PageUp);
    QVERIFY(slider->value() == slider->maximum());
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Escape);
    QVERIFY(shown.view()->hasFocus());
}

void TstReplay::aQueueHasItsChartFromTheFile()
{
    Recorded world;
    QVERIFY(world.write());
    const Shown shown(world.file);
    shown.board()->goTo(world.troubled);
    QTRY_VERIFY(shown.row(PastWorld::ingest).isValid());
    shown.view()->setFocus();
    shown.view()->setCurrentIndex(shown.row(PastWorld::ingest));
    QTest::keyClick(shown.view(), Qt::Key_Return);
    auto *page = shown.window.findChild<PastQueuePage *>();
    QVERIFY(page && page->isVisible());
    auto *table = page->findChild<TableView *>(u"pastSamples"_s);
    QTRY_VERIFY(table->model()->rowCount() > 20);
    QVERIFY(shown.window.windowTitle().startsWith(u"knowledge_ingest at 20"_s));
    keepPictures(*shown.window.window(), u"replay-queue"_s);
    const int whole = table->model()->rowCount();
    auto *chart = page->findChild<BacklogChart *>();
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Plus);
    QTRY_VERIFY(table->model()->rowCount() < whole);
    QVERIFY(page->findChild<QToolButton *>(u"pastWhole"_s)->isVisible());
    QTest::keyClick(chart, Qt::Key_Escape);
    QTRY_COMPARE(table->model()->rowCount(), whole);
    shown.window.findChild<QAction *>(u"goBack"_s)->trigger();
    QVERIFY(shown.board()->isVisible());
}

/// Levers, versions and acknowledgements stand in the queue's chart, whichever past it is read from.
void TstReplay::whatHappenedIsMarkedAsInItsOwnPast()
{
    Recorded world;
    QVERIFY(world.write());
    Shown shown(world.file);
    QueueDeeds own(PastWorld::ingest, world.session->moments());
    QueueDeeds replayed(PastWorld::ingest, shown.past);
    own.read();
    replayed.read();
    const ChartSpan range{chartTime(world.from), chartTime(world.to)};
    const auto texts = [&range](const QueueDeeds &deeds) {
        QStringList all;
        for (const ChartMark &mark : deeds.marks(range))
            all << mark.text;
        return all;
    };
    const QStringList wanted{u"pay.b2 became current"_s, u"backlog acknowledged by Vic"_s,
                             u"terminate stuck-1 by Ada: no outcome recorded"_s};
    QTRY_COMPARE(texts(own), wanted);
    QTRY_COMPARE(texts(replayed), wanted);
    QVERIFY(replayed.marks(range) == own.marks(range));
    QueueDeeds other(PastWorld::research, shown.past);
    QSignalSpy read(&other, &QueueDeeds::changed);
    other.read();
    QTRY_COMPARE(read.size(), 3);
    QCOMPARE(texts(other), QStringList());
}

void TstReplay::theOverviewIsOfTheFile()
{
    Recorded world;
    QVERIFY(world.write());
    const Shown shown(world.file);
    const Overviewed overview(shown);
    QVERIFY(overview.page && overview.page->isVisible());
    QTRY_VERIFY(!overview.chart(u"running"_s)->shown().lines.empty());
    const ChartSpan range = overview.chart(u"running"_s)->shown().range;
    QCOMPARE(range.from, chartTime(world.from));
    QCOMPARE(range.to, chartTime(std::chrono::floor<std::chrono::seconds>(world.to)));
    QStringList names;
    for (const LinesData::Line &line : overview.chart(u"running"_s)->shown().lines)
        names << line.label.section(u' ', 0, -2);
    QVERIFY2(names.contains(ConsoleWorld::prod) && names.contains(ConsoleWorld::tenant),
             qPrintable(names.join(u", "_s)));
    QVERIFY(shown.window.windowTitle().startsWith(u"Overview — Replay of night.blackbox"_s));
    keepPictures(*shown.window.window(), u"replay-overview"_s);
    overview.find<QToolButton>(u"overviewBoard"_s)->click();
    QVERIFY(shown.board()->isVisible());
}

void TstReplay::aStretchOfTheOverviewIsLookedAtAlone()
{
    Recorded world;
    QVERIFY(world.write());
    const Shown shown(world.file);
    const Overviewed overview(shown);
    LinesChart *const chart = overview.chart(u"running"_s);
    QTRY_VERIFY(!chart->shown().lines.empty());
    const auto length = [chart] { return chart->shown().range.to - chart->shown().range.from; };
    const double whole = length();
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Plus);
    QTRY_VERIFY(length() < whole);
    QVERIFY(overview.find<QToolButton>(u"overviewWhole"_s)->isVisible());
    QTest::keyClick(chart, Qt::Key_Escape);
    QTRY_COMPARE(length(), whole);
    QVERIFY(!overview.find<QToolButton>(u"overviewWhole"_s)->isVisible());
    overview.find<QToolButton>(u"overviewAsTable"_s)->click();
    QVERIFY(overview.find<TableView>(u"overviewTable"_s)->model()->rowCount() > 5);
}

void TstReplay::whatIsSavedIsSaid()
{
    Recorded world;
    QVERIFY(world.write());
    const Shown shown(world.file);
    const Overviewed overview(shown);
    QTRY_VERIFY(!overview.chart(u"running"_s)->shown().lines.empty());
    overview.find<QToolButton>(u"overviewSave"_s)->click();
    auto *dialog = overview.find<QFileDialog>(u"saveChartDialog"_s);
    QVERIFY(dialog);
    const QString path = world.home.filePath(u"overview.csv"_s);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    const auto isSaid = [&] { return shownTexts(shown.window).contains(u"Saved as %1."_s.arg(path)); };
    QTRY_VERIFY(isSaid());
    QVERIFY2(bytesOf(path).contains("running stratmaster-prod"), bytesOf(path).constData());
}

void TstReplay::nothingCanBeDone()
{
    Recorded world;
    QVERIFY(world.write());
    const Shown shown(world.file);
    QVERIFY2(!shown.window.findChild<QPushButton *>(u"momentPresent"_s)->isVisible(), "there is no present");
    for (const QString &lever : {u"leverState"_s, u"userMenu"_s, u"rail"_s, u"signInAction"_s})
        QVERIFY2(!shown.window.findChild<QObject *>(lever), qPrintable(lever));
    QTest::keyClick(shown.view(), Qt::Key_T);
    QVERIFY(shown.board()->isVisible());
}

void TstReplay::theFileStaysAsItIs()
{
    Recorded world;
    QVERIFY(world.write());
    const QByteArray before = bytesOf(world.file);
    {
        const Shown shown(world.file);
        shown.board()->goTo(world.troubled);
        QTRY_VERIFY(shown.row(PastWorld::ingest).isValid());
    }
    QCOMPARE(bytesOf(world.file), before);
    QCOMPARE(QDir(world.home.path()).entryList({u"night*"_s}), QStringList{u"night.blackbox"_s});
}

void TstReplay::theVerbSaysWhatItWrote()
{
    const Instant from{1'796'040'000s};
    const QString text =
        exportText({{}, {}, u"/x/night"_s, {u"eu"_s, from, from + 1h}, {}}, {{12, 3601, 60, 4, 7}, 2});
    QVERIFY2(text.startsWith(u"/x/night: "_s + formatZonedTime(from) + u" to "_s +
                             formatZonedTime(from + 1h) + u" of eu\n  12 queues\n  "_s + formatCount(3601) +
                             u" looks"_s),
             qPrintable(text));
    QVERIFY2(text.endsWith(u"2 interventions"_s), qPrintable(text));
}

QTEST_MAIN(TstReplay)
#include "tst_replay.moc"
