// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "models/store/storefile.h"
#include "models/store/storekeeper.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/chart/lineschart.h"
#include "ui/overview/overviewpage.h"
#include "ui/state/uistate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QSignalSpy>
#include <QToolButton>

#include <cmath>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A console whose store knows the last hours of eight namespaces, but for twenty minutes in between.
struct CountedWorld : ConsoleWorld
{
    CountedWorld()
        : keeper(storefile::path(profile.name))
    {
        std::vector<NamespaceInfo> infos;
        for (const QString &ns : {prod, staging, tenant})
            infos.push_back(infoOf(ns));
        for (int i = 1; i <= 5; ++i) {
            infos.push_back(infoOf(u"tenant-%1"_s.arg(i)));
            idp.permissions << infos.back().name + u":read"_s;
        }
        server.setNamespaces(infos);
        for (const NamespaceInfo &info : infos)
            names << info.name;
        build();
    }

    [[nodiscard]] static NamespaceInfo infoOf(const QString &name)
    {
        NamespaceInfo info;
        info.name = name;
        info.id = name;
        info.state = NamespaceState::Registered;
        info.retention = 24h;
        return info;
    }
    /// From so long ago until now, a minute each.
    void record(std::chrono::minutes before)
    {
        const qint64 now = storedTime(clock.utc());
        StoreBatch batch;
        for (qint64 minute = minuteBegin(now) - 60 * before.count(); minute <= now; minute += 60)
            if (const qint64 ago = (now - minute) / 60; ago > 50 || ago < 30)
                add(batch, minute, now);
        QVERIFY(keeper.keep(batch, clock.utc()).state == Kept::State::Recording);
    }
    void add(StoreBatch &batch, qint64 minute, qint64 now) const
    {
        const double turn = static_cast<double>(minute) / 2000;
        for (int i = 0; i < 8; ++i)
            batch.open.push_back(
                {names[i], minute, 130, qRound64(40 * (8 - i) + 30 * std::sin(turn + i)), {}});
        if (minute + 120 <= now)
            batch.closes.push_back({prod,
                                    minute,
                                    minute + 60,
                                    minute + 120,
                                    {{ExecutionStatus::Completed, qRound64(30 + 10 * std::sin(turn))},
                                     {ExecutionStatus::Failed, qRound64(4 + 4 * std::sin(3 * turn))}},
                                    minute,
                                    0});
        for (const CallKind kind : callKinds)
            batch.calls.push_back({minute, kind, 0, 0});
        batch.calls.push_back({minute, CallKind::Looks, qRound64(90 + 20 * std::sin(turn)), 0});
        batch.calls.push_back({minute, CallKind::Counts, 30, minute / 60 % 11 == 0 ? 6 : 0});
    }

    QStringList names;
    StoreKeeper keeper;
};

/// The window at the page.
struct Shown : ShownWindow
{
    explicit Shown(ConsoleWorld &world, QSize size = {1024, 700})
        : ShownWindow(world)
    {
        window.resize(size);
        find<QAction>(u"goOverview"_s)->trigger();
    }
    [[nodiscard]] OverviewPage *page() const { return find<OverviewPage>(u"overviewPage"_s); }
    [[nodiscard]] LinesChart *chart(const QString &name) const { return find<LinesChart>(name + u"Chart"_s); }
    [[nodiscard]] QString sentence(const QString &name) const
    {
        return find<PlainLabel>(name + u"Sentence"_s)->text();
    }
    [[nodiscard]] QStringList lines(const QString &name) const
    {
        QStringList names;
        for (const LinesData::Line &line : chart(name)->shown().lines)
            names << line.label.section(u' ', 0, -2);
        return names;
    }
    [[nodiscard]] bool isRead() const
    {
        return QTest::qWaitFor([this] { return page() && page()->readAt(); });
    }
    void choose(const QString &button) const { find<QToolButton>(button)->click(); }
};

} // namespace

class TstOverviewPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void showsWhatWasCounted();
    void aSpanThatNobodyRecordedIsAGap();
    void ofNothingItSaysSo();
    void aDamagedStoreIsSaid();
    void newMinutesAreAppended();
    void keysReadTheCharts();
    void aStretchIsLookedAtAlone();
    void theTableCanBeCopied();
    void whatIsShownIsSaved();
    void endsAreCountedWhileItIsSeen();
    void everyControlHasAName();
    void theWindowLeadsThere();
    void pictures_data();
    void pictures();

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

void TstOverviewPage::showsWhatWasCounted()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    world.record(120min);
    const Shown shown(world);
    QVERIFY(shown.isRead());
    QTRY_COMPARE(shown.lines(u"running"_s).size(), 6);
    QCOMPARE(shown.lines(u"running"_s).first(), ConsoleWorld::prod);
    QCOMPARE(shown.lines(u"running"_s).last(), u"3 others"_s);
    QCOMPARE(shown.lines(u"ends"_s), QStringList({u"Completed"_s, u"Failed"_s}));
    QCOMPARE(shown.lines(u"calls"_s), QStringList({u"calls"_s, u"refused"_s}));
    QVERIFY(shown.sentence(u"running"_s).startsWith(u"The 5 largest of 8; "_s));
    shown.choose(u"overviewRange15"_s);
    QTRY_COMPARE(shown.chart(u"running"_s)->shown().range.to - shown.chart(u"running"_s)->shown().range.from,
                 double(Milliseconds(15min).count()));
}

void TstOverviewPage::aSpanThatNobodyRecordedIsAGap()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    world.record(120min);
    const Shown shown(world);
    QVERIFY(shown.isRead());
    const auto isGap = [&](Instant time) {
        for (const QString &name : {u"running"_s, u"ends"_s, u"calls"_s}) {
            const auto &gaps = shown.chart(name)->shown().gaps;
            if (std::none_of(gaps.begin(), gaps.end(), [at = chartTime(time)](const ChartSpan &gap) {
                    return gap.from < at && at < gap.to;
                }))
                return false;
        }
        return true;
    };
    QVERIFY(isGap(world.clock.utc() - 40min));
    QVERIFY(!isGap(world.clock.utc() - 20min));
    shown.choose(u"overviewRange360"_s);
    QTRY_VERIFY(isGap(world.clock.utc() - 5h));
    QTRY_VERIFY2(shown.sentence(u"calls"_s).contains(u"Nothing was recorded before 20"_s),
                 qPrintable(shown.sentence(u"calls"_s)));
}

void TstOverviewPage::ofNothingItSaysSo()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.isRead());
    for (const QString &name : {u"running"_s, u"ends"_s, u"calls"_s}) {
        QVERIFY2(shown.sentence(name).endsWith(u"Nothing was recorded yet."_s), qPrintable(name));
        QCOMPARE(shown.chart(name)->shown().gaps.size(), std::size_t(1));
    }
    shown.choose(u"overviewAsTable"_s);
    QCOMPARE(shown.find<TableView>(u"overviewTable"_s)->model()->rowCount(), 0);
}

void TstOverviewPage::aDamagedStoreIsSaid()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    QFile store(storefile::path(world.profile.name));
    QVERIFY(QDir().mkpath(QFileInfo(store).path()));
    QVERIFY(store.open(QIODevice::WriteOnly) && store.write("no store at all, by no means") > 0);
    store.close();
    const Shown shown(world);
    QVERIFY(shown.isRead());
    const auto *trouble = shown.find<PlainLabel>(u"overviewTrouble"_s);
    QVERIFY2(trouble->isVisible() && trouble->text().startsWith(u"What was kept can't be read: "_s),
             qPrintable(trouble->text()));
}

void TstOverviewPage::newMinutesAreAppended()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    world.record(25min);
    const Shown shown(world);
    QVERIFY(shown.isRead());
    const Overview before = shown.page()->shown();
    const Instant then = world.clock.utc();
    world.clock.advance(2min);
    StoreBatch batch;
    const qint64 now = storedTime(world.clock.utc());
    world.add(batch, minuteBegin(now), now);
    batch.open.front().running = 4321;
    QVERIFY(world.keeper.keep(batch, world.clock.utc()).state == Kept::State::Recording);
    shown.page()->findChild<QTimer *>(u"overviewNews"_s)->start(1); // the minute is over
    QTRY_COMPARE(shown.page()->shown().running.at(ConsoleWorld::prod).back(), 4321);
    QCOMPARE(shown.page()->shown().begin, before.begin + 2min);
    QCOMPARE(shown.page()->shown().size(), before.size());
    QCOMPARE(shown.chart(u"running"_s)->shown().range.to, chartTime(then + 2min));
}

void TstOverviewPage::keysReadTheCharts()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    world.record(120min);
    const Shown shown(world);
    QVERIFY(shown.isRead());
    for (const QString &name : {u"running"_s, u"ends"_s, u"calls"_s}) {
        LinesChart *const chart = shown.chart(name);
        chart->setFocus();
        for (int i = 0; i < 10; ++i)
            QTest::keyClick(chart, Qt::Key_Left);
        const QString said = chart->accessibleDescription();
        QVERIFY2(said.contains(u", "_s) && !said.contains(u"not known"_s), qPrintable(said));
    }
    QVERIFY(shown.chart(u"running"_s)->accessibleDescription().contains(ConsoleWorld::prod));
    QVERIFY(shown.chart(u"calls"_s)->accessibleDescription().contains(u"looks at queues"_s));
}

void TstOverviewPage::aStretchIsLookedAtAlone()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    world.record(120min);
    const Shown shown(world);
    QVERIFY(shown.isRead());
    LinesChart *const chart = shown.chart(u"ends"_s);
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Plus);
    const auto length = [&](const QString &name) {
        const ChartSpan &range = shown.chart(name)->shown().range;
        return range.to - range.from;
    };
    QTRY_COMPARE(length(u"calls"_s), double(Milliseconds(30min).count())); // all charts alike
    QVERIFY(shown.find<QToolButton>(u"overviewWhole"_s)->isVisible());
    QTest::keyClick(chart, Qt::Key_Escape);
    QTRY_COMPARE(length(u"running"_s), double(Milliseconds(1h).count()));
    QVERIFY(!shown.find<QToolButton>(u"overviewWhole"_s)->isVisible());
}

void TstOverviewPage::theTableCanBeCopied()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    world.record(20min);
    const Shown shown(world);
    QVERIFY(shown.isRead());
    shown.choose(u"overviewAsTable"_s);
    auto *table = shown.find<TableView>(u"overviewTable"_s);
    QVERIFY(table->isVisible());
    QVERIFY(table->model()->rowCount() >= 20);
    table->setFocus();
    table->selectRow(3);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY2(QApplication::clipboard()->text().contains(ConsoleWorld::prod),
                 qPrintable(QApplication::clipboard()->text()));
}

void TstOverviewPage::whatIsShownIsSaved()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    world.record(120min);
    const Shown shown(world);
    QVERIFY(shown.isRead());
    QSignalSpy said(shown.page(), &Page::notice);
    shown.choose(u"overviewSave"_s);
    const QString path = m_home->filePath(u"overview.csv"_s);
    auto *dialog = shown.page()->findChild<QFileDialog *>(u"saveChartDialog"_s);
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said.first().first().toString(), u"Saved as %1."_s.arg(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QVERIFY(lines.first().startsWith("time,\"running stratmaster-prod\",\"running stratmaster-staging\","));
    QCOMPARE(static_cast<std::size_t>(lines.size()), shown.page()->shown().size() + 1);
}

void TstOverviewPage::endsAreCountedWhileItIsSeen()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(!world.watch->namespaceSample(ConsoleWorld::tenant)->closes);
    const Shown shown(world);
    QVERIFY(shown.isRead());
    QVERIFY(world.look(10s));
    QTRY_VERIFY(world.watch->namespaceSample(ConsoleWorld::tenant)->closes);
}

void TstOverviewPage::everyControlHasAName()
{
    CountedWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    for (const QWidget *widget : shown.page()->findChildren<QWidget *>()) {
        const bool isControl = widget->inherits("QAbstractButton") || widget->inherits("QGraphicsView") ||
                               widget->inherits("QTableView");
        if (!isControl || widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s))
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TstOverviewPage::theWindowLeadsThere()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    const auto *pages = shown.find<Navigator>(u"pages"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"go"_s);
    QVERIFY(pages->place() == Place::overview());
    QVERIFY(shown.window.windowTitle().contains(u"Overview"_s));
    auto *rail = shown.find<QAbstractButton>(u"rail-overview"_s);
    QVERIFY(rail->isChecked());
    shown.find<QAction>(u"goBoard"_s)->trigger();
    rail->click();
    QVERIFY(pages->place() == Place::overview());
    QVERIFY2(pages->page()->isAncestorOf(QApplication::focusWidget()), "the keyboard is on it");
}

void TstOverviewPage::pictures_data()
{
    QTest::addColumn<int>("zoom");
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024x700") << 100 << QSize(1024, 700);
    QTest::newRow("1600x1000") << 100 << QSize(1600, 1000);
    QTest::newRow("1024x700-200") << 200 << QSize(1024, 700);
    QTest::newRow("1600x1000-200") << 200 << QSize(1600, 1000);
}

void TstOverviewPage::pictures()
{
    QFETCH(const int, zoom);
    QFETCH(const QSize, size);
    const QString name = u"overview-"_s + QString::fromLatin1(QTest::currentDataTag());
    CountedWorld world;
    UiState(world.profile.name).set(u"zoom"_s, zoom);
    QVERIFY(world.signIn());
    world.record(120min);
    Shown shown(world, size);
    QVERIFY(shown.isRead());
    shown.choose(u"overviewRange360"_s);
    QTRY_VERIFY(shown.sentence(u"running"_s).contains(u"Nothing was recorded before"_s));
    LinesChart *const chart = shown.chart(u"running"_s);
    chart->setFocus();
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(chart, Qt::Key_Left);
    keepPictures(shown.window, name);
    // A small window at 200 % is wider for its own line of menus.
    QVERIFY2(size.width() < 8 * zoom || shown.window.size() == size, "nothing in it needs more");
    shown.choose(u"overviewAsTable"_s);
    keepPictures(shown.window, name + u"-table"_s);
    shown.choose(u"overviewAsTable"_s);
}

QTEST_MAIN(TstOverviewPage)
#include "tst_overviewpage.moc"
