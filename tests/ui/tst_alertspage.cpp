// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/alertsworld.h"
#include "tests/ui/look.h"
#include "tests/unit/monitor/archivalworld.h"
#include "ui/alerts/alertpanel.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TstAlertsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void whereAllIsWellItSaysOfHowMuch();
    void theWorstIsChosenWithItsCause();
    void acknowledgedByKey();
    void snoozedByTheMenuUntilItEnds();
    void aNoteIsWritten();
    void aRowsMenuOffersTheSame();
    void theCauseIsOneStepAway();
    void whatANamespaceKeepsTooLongIsOneStepAway();
    void filtersNarrowAndAreKept();
    void whatEndedIsNotTakenForAnother();
    void anOutageIsOneAlert();
    void everyControlHasAName();
    void pictures_data();
    void pictures();
};

void TstAlertsPage::whereAllIsWellItSaysOfHowMuch()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    const ShownAlerts shown(world);
    QVERIFY(shown.page() && shown.find<QToolButton>(u"rail-alerts"_s)->isChecked());
    QCOMPARE(shown.table()->model()->rowCount(), 0);
    QVERIFY2(shown.table()->emptyText().startsWith(u"No alert. "_s) &&
                 shown.table()->emptyText().contains(u" queues are judged by "_s),
             qPrintable(shown.table()->emptyText()));
    QCOMPARE(shown.text(u"alertTitle"_s), u"There is no alert to choose."_s);
    QVERIFY(!shown.find<QToolButton>(u"alertAcknowledge"_s)->isVisible());
}

void TstAlertsPage::theWorstIsChosenWithItsCause()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    QVERIFY(shown.table()->model()->rowCount() >= 2);
    QCOMPARE(shown.cell(0, AlertListModel::SignalColumn), u"danger"_s);
    QCOMPARE(shown.cell(0, AlertListModel::QueueColumn), u"knowledge_ingest"_s);
    QCOMPARE(shown.cell(0, AlertListModel::OwnerColumn), u"Knowledge MCP"_s);
    QCOMPARE(shown.cell(0, AlertListModel::RuleColumn), u"workflow backlog > 100 for 5 m"_s);
    QVERIFY(shown.table()->selectionModel()->isRowSelected(0));
    QVERIFY(shown.text(u"alertTitle"_s).contains(u"knowledge_ingest"_s));
    QCOMPARE(shown.text(u"alertSentence"_s), world.alerts->verdict(ConsoleWorld::ingest).sentence);
    QVERIFY(shown.text(u"alertDefinition"_s).startsWith(u"Rule “backlog”: a danger at "_s));
    QTRY_COMPARE(shown.fact(u"alertChange0"_s), u"fires"_s);
    QTRY_COMPARE(shown.find<QToolButton>(u"rail-alerts"_s)->accessibleName(), u"Alerts, 1 danger"_s);
}

void TstAlertsPage::acknowledgedByKey()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    QTRY_VERIFY(world.marks().isRead());
    QCOMPARE(QApplication::focusWidget(), shown.table());
    press(Qt::Key_A);
    QTRY_VERIFY(shown.text(u"alertState"_s).contains(u"acknowledged by ada"_s));
    QVERIFY(shown.text(u"alertTitle"_s).contains(u"knowledge_ingest"_s)); // the choice goes with its row
    QTRY_COMPARE(shown.find<QToolButton>(u"rail-alerts"_s)->accessibleName(), u"Alerts"_s);
    shown.find<QToolButton>(u"alertsOnlyOpen"_s)->click();
    for (int row = 0; row < shown.table()->model()->rowCount(); ++row)
        QVERIFY(!shown.cell(row, AlertListModel::MarkColumn).contains(u"acknowledged"_s));
    shown.find<QToolButton>(u"alertsClearFilter"_s)->click();
    shown.table()->setFocus();
    press(Qt::Key_A);
    QTRY_VERIFY(!shown.text(u"alertState"_s).contains(u"acknowledged"_s));
}

void TstAlertsPage::snoozedByTheMenuUntilItEnds()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    QTRY_VERIFY(world.marks().isRead());
    const auto *end = shown.find<QToolButton>(u"alertEndSnooze"_s);
    QTRY_VERIFY(end->toolTip().contains(u"It is not snoozed."_s));
    QVERIFY(!end->isEnabled());
    press(Qt::Key_S);
    auto *menu = shown.find<QMenu>(u"snoozeMenu"_s);
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(shown.text(u"alertState"_s).contains(u"snoozed by ada until "_s));
    QVERIFY(end->isEnabled());
    world.clock.advance(31min);
    QTRY_VERIFY(shown.text(u"alertState"_s).contains(u"its snooze ended at "_s));
    QTRY_VERIFY(!end->isEnabled());
}

void TstAlertsPage::aNoteIsWritten()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    QTRY_VERIFY(world.marks().isRead());
    press(Qt::Key_N);
    auto *note = shown.find<QLineEdit>(u"alertNote"_s);
    QTRY_COMPARE(QApplication::focusWidget(), note);
    QTest::keyClick(note, Qt::Key_Return);
    QCOMPARE(shown.text(u"alertNoteTrouble"_s), u"There is nothing written yet."_s);
    QTest::keyClicks(note, u"as the <b>deploy</b> says"_s); // its letters are no keys of the page
    QTest::keyClick(note, Qt::Key_Down);
    QTest::keyClick(note, Qt::Key_Return);
    QTRY_VERIFY(shown.text(u"alertNotes"_s).endsWith(u", ada: as the <b>deploy</b> says"_s));
    QVERIFY(note->text().isEmpty());
    QTest::keyClicks(note, u"half a note"_s);
    shown.table()->selectRow(1);
    QTRY_VERIFY(note->text().isEmpty());
    shown.table()->selectRow(0);
    QTRY_COMPARE(note->text(), u"half a note"_s);
}

void TstAlertsPage::aRowsMenuOffersTheSame()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    QTRY_VERIFY(world.marks().isRead());
    const QPoint at = shown.table()->visualRect(shown.table()->model()->index(1, 1)).center();
    QTest::mouseClick(shown.table()->viewport(), Qt::RightButton, {}, at);
    Q_EMIT shown.table()->customContextMenuRequested(at);
    auto *menu = shown.find<QMenu>(u"alertMenu"_s);
    QTRY_VERIFY(menu && menu->isVisible());
    QVERIFY(shown.table()->selectionModel()->isRowSelected(1));
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts << action->text();
    for (const QString &text :
         {u"Acknowledge"_s, u"Snooze"_s, u"End snooze (it is not snoozed)"_s, u"Note…"_s})
        QVERIFY2(texts.contains(text), qPrintable(texts.join(u", "_s)));
    for (QAction *action : menu->actions())
        if (action->text() == u"Copy row"_s)
            action->trigger();
    QVERIFY(QApplication::clipboard()->text().contains(u"stratmaster-prod"_s));
    menu->close();
}

void TstAlertsPage::theCauseIsOneStepAway()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    press(Qt::Key_Return);
    QCOMPARE(shown.place().page, Place::Page::Queue);
    QCOMPARE(shown.place().queue, ConsoleWorld::ingest.queue);
    press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(shown.place(), Place::alerts());
    QVERIFY2(shown.table()->selectionModel()->isRowSelected(0), "as it was left");
    const auto *open = shown.find<QToolButton>(u"alertOpen"_s);
    QVERIFY(!open->text().isEmpty());
    QTest::mouseClick(shown.find<QToolButton>(u"alertOpen"_s), Qt::LeftButton);
    QVERIFY(shown.place().page == Place::Page::Queue || shown.place().page == Place::Page::Workflows);
}

void TstAlertsPage::whatANamespaceKeepsTooLongIsOneStepAway()
{
    AlertsWorld world;
    const QString ns = u"tenant-nova"_s;
    world.server.setNamespaces({archivingInfo(ns, std::chrono::hours(24 * 30))});
    std::vector<Execution> runs;
    runs.reserve(60);
    for (int day = 1; day <= 60; ++day)
        runs.push_back(closedRun(world.clock.utc() - std::chrono::hours(24 * day)));
    world.server.setExecutions(ns, runs);
    QVERIFY(world.signIn());
    ShownAlerts shown(world, {1024, 768});
    shown.table()->selectRow(0);
    QVERIFY(QTest::qWaitFor(
        [&] {
            world.clock.advance(100ms);
            world.watch->setVisibleQueues({}); // asks what is due
            return shown.text(u"alertSentence"_s).contains(u"the oldest closed over"_s);
        },
        20'000));
    const QString sentence = shown.text(u"alertSentence"_s);
    QVERIFY2(sentence.startsWith(u"closed runs kept past the retention of 30 d: 30, the oldest"_s),
             qPrintable(sentence));
    QVERIFY(shown.fact(u"alertNext"_s).startsWith(u"see why the server can't write to the archive"_s));
    keepPictures(shown.window, u"alerts-archival"_s);
    const auto *open = shown.find<QToolButton>(u"alertOpen"_s);
    QCOMPARE(open->text(), u"Show these runs"_s);
    QTest::mouseClick(shown.find<QToolButton>(u"alertOpen"_s), Qt::LeftButton);
    QCOMPARE(shown.place().page, Place::Page::Workflows);
    QCOMPARE(shown.place().ns, ns);
    QVERIFY2(shown.place().query.startsWith(u"CloseTime < '"_s), qPrintable(shown.place().query));
}

void TstAlertsPage::filtersNarrowAndAreKept()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const auto choose = [](const ShownAlerts &shown, const QString &button, const QString &choice) {
        for (QAction *action : shown.find<QToolButton>(button)->menu()->actions())
            if (action->text() == choice)
                return action->trigger();
        QFAIL(qPrintable(choice));
    };
    {
        const ShownAlerts shown(world);
        const int all = shown.table()->model()->rowCount();
        choose(shown, u"alertsState"_s, u"Only pending"_s);
        QVERIFY(shown.table()->model()->rowCount() < all);
        choose(shown, u"alertsState"_s, u"Only recovering"_s);
        QCOMPARE(shown.table()->emptyText(),
                 u"Nothing matches the filter; there are %1 alerts in all."_s.arg(all));
        shown.find<QToolButton>(u"alertsClearFilter"_s)->click();
        QCOMPARE(shown.table()->model()->rowCount(), all);
        choose(shown, u"alertsOwner"_s, u"Research MCP"_s);
        QVERIFY(shown.table()->model()->rowCount() > 0);
        for (int row = 0; row < shown.table()->model()->rowCount(); ++row)
            QCOMPARE(shown.cell(row, AlertListModel::QueueColumn), u"research_workflows"_s);
    }
    const ShownAlerts again(world);
    QCOMPARE(again.find<QToolButton>(u"alertsOwner"_s)->text(), u"Research MCP"_s);
}

void TstAlertsPage::whatEndedIsNotTakenForAnother()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    QTRY_VERIFY(world.marks().isRead());
    world.setBacklog(ConsoleWorld::ingest, 0, 1, 0s, 6, 6, 4);
    QVERIFY(world.look(20s));
    QVERIFY(world.look(40s));
    const auto rows = [&shown] {
        QStringList lines;
        for (int row = 0; row < shown.table()->model()->rowCount(); ++row)
            lines << shown.cell(row, AlertListModel::QueueColumn) + u' ' +
                         shown.cell(row, AlertListModel::StateColumn);
        return lines.join(u", "_s);
    };
    QTRY_VERIFY2(!rows().contains(u"knowledge_ingest firing"_s), qPrintable(rows()));
    QTRY_VERIFY(shown.text(u"alertTitle"_s).startsWith(u"The alert that was chosen is listed no more"_s));
    press(Qt::Key_A); // of nothing
    QTest::qWait(100);
    for (int row = 0; row < shown.table()->model()->rowCount(); ++row)
        QVERIFY(!shown.cell(row, AlertListModel::MarkColumn).contains(u"acknowledged"_s));
}

void TstAlertsPage::anOutageIsOneAlert()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    ShownAlerts shown(world);
    world.server.stop();
    const auto isMuted = [&] {
        world.clock.advance(15s);
        world.watch->refresh();
        world.alerts->tick();
        QTest::qWait(50);
        return shown.text(u"alertTotals"_s).contains(u" muted"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isMuted(), 20'000);
    QCOMPARE(shown.cell(0, AlertListModel::NamespaceColumn), u"the cluster"_s);
    QCOMPARE(shown.cell(0, AlertListModel::SignalColumn), u"danger"_s);
    QVERIFY2(shown.table()->rowViewportPosition(0) == 0, "what is worst is seen");
    QVERIFY(!shown.text(u"alertTotals"_s).contains(u"not known"_s));
    QTRY_VERIFY(shown.text(u"alertState"_s).startsWith(u"muted: the cluster does not answer"_s));
    keepPictures(shown.window, u"alerts-outage"_s);
}

void TstAlertsPage::everyControlHasAName()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownAlerts shown(world);
    for (const QWidget *widget : shown.page()->findChildren<QWidget *>()) {
        const bool isControl = widget->inherits("QAbstractButton") || widget->inherits("QGraphicsView") ||
                               widget->inherits("QTableView") || widget->inherits("QLineEdit");
        if (!isControl || widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s))
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TstAlertsPage::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024") << QSize(1024, 700);
    QTest::newRow("1440") << QSize(1440, 900);
}

void TstAlertsPage::pictures()
{
    QFETCH(const QSize, size);
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    ShownAlerts shown(world, size);
    QTRY_VERIFY(world.marks().isRead());
    for (const auto &[row, words] :
         {std::pair(0, u"Deploy 4711 rolled back; the workers come up again."_s)}) {
        shown.table()->selectRow(row);
        world.marks().note(world.alerts->alerts()[0], words);
    }
    shown.table()->selectRow(1);
    shown.table()->setFocus();
    press(Qt::Key_A);
    QTRY_VERIFY(shown.text(u"alertState"_s).contains(u"acknowledged by"_s));
    shown.table()->selectRow(0);
    QTRY_VERIFY(!shown.fact(u"alertChange0"_s).isEmpty());
    QCOMPARE(shown.window.size(), size);
    keepPictures(shown.window, u"alerts-%1"_s.arg(QString::fromUtf8(QTest::currentDataTag())));
}

QTEST_MAIN(TstAlertsPage)
#include "tst_alertspage.moc"
