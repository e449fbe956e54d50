// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/shownrunbook.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/page.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QPushButton>
#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::test;

class TstRunbookPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { putOnLook(); }
    void checksWhenItIsFirstSeen();
    void whatDriftedHasACommandToCopy();
    void whatIsImpossibleOffersNothing();
    void whatIsNotKnownIsNoTick();
    void oneStepLeadsThere();
    void filtersNarrowAndAreKept();
    void itIsStoppedAndBegunAnew();
    void anOutageKeepsWhatWasFoundWithItsTime();
    void whatIsShownLeavesTheWindow();
    void everyControlHasAName();
    void pictures_data();
    void pictures();
};

void TstRunbookPage::checksWhenItIsFirstSeen()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    const ShownRunbook shown(world);
    const QAbstractItemModelTester tester(shown.model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(shown.place(), Place::runbook());
    shown.await();
    QCOMPARE(shown.model()->index(0, DriftListModel::StateColumn).data().toString(), u"drifted"_s);
    int drifted = 0;
    for (const ListedDrift &one : shown.model()->all())
        drifted +=
            one.drift.state == DriftState::Drifted || one.drift.state == DriftState::Impossible ? 1 : 0;
    QVERIFY(drifted > 1);
    QCOMPARE(shown.button(u"rail-runbook"_s)->accessibleName(), u"Runbook, %1 drifted"_s.arg(drifted));
    QVERIFY2(shown.text(u"driftTotals"_s).contains(u" drifted"_s), qPrintable(shown.text(u"driftTotals"_s)));
    QVERIFY2(shown.text(u"driftRead"_s).contains(u"the built-in runbook"_s) &&
                 shown.text(u"driftRead"_s).endsWith(u" ago"_s),
             qPrintable(shown.text(u"driftRead"_s)));
    // It grows old by itself.
    const QString fresh = shown.text(u"driftRead"_s);
    world.clock.advance(10min);
    QTRY_VERIFY(shown.text(u"driftRead"_s) != fresh);
    QVERIFY(shown.text(u"driftRead"_s).contains(u"10 min ago"_s));
}

void TstRunbookPage::whatDriftedHasACommandToCopy()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    ShownRunbook shown(world);
    shown.await();
    shown.choose(u"stratmaster-dev exists"_s);
    QVERIFY2(shown.text(u"driftTitle"_s).contains(u"stratmaster-dev"_s),
             qPrintable(shown.text(u"driftTitle"_s)));
    const QString command = shown.text(u"driftCommand"_s);
    QVERIFY2(command.startsWith(u"temporal operator namespace create"_s), qPrintable(command));
    QTest::mouseClick(shown.button(u"driftCommandCopy"_s), Qt::LeftButton);
    QVERIFY2(QApplication::clipboard()->text().startsWith(u"temporal operator namespace create"_s),
             qPrintable(QApplication::clipboard()->text()));
    QTest::mouseClick(shown.button(u"driftTerraformCopy"_s), Qt::LeftButton);
    QVERIFY2(QApplication::clipboard()->text().contains(u"resource \"temporal_namespace\""_s),
             qPrintable(QApplication::clipboard()->text()));
    QCOMPARE(shown.button(u"driftOpen"_s)->text(), u"Open the board"_s); // there is no such namespace yet
}

void TstRunbookPage::whatIsImpossibleOffersNothing()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    ShownRunbook shown(world);
    shown.await();
    shown.choose(u"archival another"_s);
    QCOMPARE(shown.model()->at(0).drift.state, DriftState::Impossible);
    QCOMPARE(shown.model()->index(0, DriftListModel::StateColumn).data().toString(), u"drifted, for good"_s);
    QVERIFY(shown.find<PlainLabel>(u"driftReason"_s)->isVisible());
    QVERIFY(!shown.find<PlainLabel>(u"driftCommand"_s)->isVisible());
    QVERIFY(!shown.button(u"driftCommandCopy"_s)->isVisible());
    QVERIFY(!shown.button(u"driftTerraformCopy"_s)->isVisible());
    QVERIFY(!shown.find<QPushButton>(u"driftLever"_s)->isVisible());
}

void TstRunbookPage::whatIsNotKnownIsNoTick()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    world.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    ShownRunbook shown(world);
    shown.await();
    shown.choose(u"retention stratmaster-prod"_s);
    QCOMPARE(shown.model()->rowCount(), 1);
    QCOMPARE(shown.model()->at(0).drift.state, DriftState::CannotBeKnown);
    QCOMPARE(shown.model()->index(0, DriftListModel::StateColumn).data().toString(), u"not known"_s);
    QVERIFY(!shown.text(u"driftReason"_s).isEmpty());
    QCOMPARE(shown.model()->index(0, DriftListModel::FoundColumn).data().toString(),
             shown.model()->at(0).drift.reason);
}

void TstRunbookPage::oneStepLeadsThere()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    ShownRunbook shown(world);
    shown.await();
    shown.choose(u"stratmaster-prod.knowledge_ingest"_s);
    QTest::keyClick(shown.table(), Qt::Key_Return);
    QTRY_COMPARE(shown.place().page, Place::Page::Queue);
    QCOMPARE(shown.place().queue, ConsoleWorld::ingest.queue);
    QTest::keyClick(&shown.window, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(shown.place(), Place::runbook());
    QTest::mouseClick(shown.button(u"driftClearFilter"_s), Qt::LeftButton);
    shown.choose(u"retention stratmaster-prod"_s);
    QCOMPARE(shown.button(u"driftOpen"_s)->text(), u"Open the namespace"_s);
    QTest::mouseClick(shown.button(u"driftOpen"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.place().page, Place::Page::Workflows);
    QCOMPARE(shown.place().ns, ConsoleWorld::prod);
}

void TstRunbookPage::filtersNarrowAndAreKept()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    {
        ShownRunbook shown(world);
        shown.await();
        const int all = shown.model()->rowCount();
        auto *state = shown.find<QComboBox>(u"driftState"_s);
        state->setFocus();
        QTest::keyClick(state, Qt::Key_Down);
        QTRY_VERIFY(shown.settled() && shown.model()->rowCount() < all);
        for (int row = 0; row < shown.model()->rowCount(); ++row)
            QCOMPARE(shown.model()->at(row).drift.state, DriftState::Drifted);
        auto *ns = shown.find<QComboBox>(u"driftNamespace"_s);
        ns->setCurrentIndex(ns->findData(ConsoleWorld::staging));
        QTRY_VERIFY(shown.settled());
        for (int row = 0; row < shown.model()->rowCount(); ++row)
            QCOMPARE(shown.model()->at(row).drift.subject.ns, ConsoleWorld::staging);
        shown.filter(u"no-such-word"_s);
        QCOMPARE(shown.model()->rowCount(), 0);
        QVERIFY2(shown.table()->emptyText().startsWith(u"Nothing matches the filter; "_s),
                 qPrintable(shown.table()->emptyText()));
        QCOMPARE(shown.text(u"driftTitle"_s), u"There is no rule to choose."_s);
        QTest::mouseClick(shown.button(u"driftClearFilter"_s), Qt::LeftButton);
        QTRY_COMPARE(shown.model()->rowCount(), all);
        state->setCurrentIndex(1);
    }
    const ShownRunbook again(world);
    again.await();
    QCOMPARE(again.model()->filter().state, std::optional(DriftState::Drifted));
}

void TstRunbookPage::itIsStoppedAndBegunAnew()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    world.server.holdNext(u"DescribeNamespace"_s, fake::TemporalServer::always);
    ShownRunbook shown(world);
    auto *stop = shown.find<QPushButton>(u"driftProgressStop"_s);
    QTRY_VERIFY(stop->isVisible());
    QTRY_VERIFY(shown.text(u"driftProgressWords"_s).contains(u" questions have been answered"_s));
    QVERIFY(!shown.button(u"driftCheck"_s)->isEnabled());
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(!stop->isVisible());
    QVERIFY2(shown.table()->emptyText().startsWith(u"The check was stopped "_s),
             qPrintable(shown.table()->emptyText()));
    world.server.clearFaults();
    world.server.releaseHeld();
    QTest::keyClick(shown.table(), Qt::Key_F5);
    shown.await();
    // And one that is stopped later changes nothing of what was found.
    const int rows = shown.model()->rowCount();
    world.server.holdNext(u"DescribeNamespace"_s, fake::TemporalServer::always);
    QTest::mouseClick(shown.button(u"driftCheck"_s), Qt::LeftButton);
    QTRY_VERIFY(stop->isVisible());
    QTest::mouseClick(stop, Qt::LeftButton);
    QCOMPARE(shown.model()->rowCount(), rows);
    world.server.clearFaults();
    world.server.releaseHeld();
}

void TstRunbookPage::anOutageKeepsWhatWasFoundWithItsTime()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    ShownRunbook shown(world);
    shown.await();
    const int rows = shown.model()->rowCount();
    world.clock.advance(3min);
    world.server.stop();
    QTest::keyClick(shown.table(), Qt::Key_F5);
    auto *error = shown.find<ErrorPanel>(u"driftError"_s);
    QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), 60'000);
    QCOMPARE(shown.model()->rowCount(), rows);
    QTRY_VERIFY2(shown.text(u"driftRead"_s).contains(u"3 min ago"_s), qPrintable(shown.text(u"driftRead"_s)));
    world.server.start();
    QTest::mouseClick(shown.button(u"driftCheck"_s), Qt::LeftButton);
    QVERIFY(!error->isVisible());
    shown.await();
    QVERIFY(!error->isVisible());
    QVERIFY(!shown.text(u"driftRead"_s).contains(u"3 min ago"_s));
}

void TstRunbookPage::whatIsShownLeavesTheWindow()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    ShownRunbook shown(world);
    shown.await();
    shown.filter(u"retention"_s);
    const int rows = shown.model()->rowCount();
    QTest::mouseClick(shown.button(u"driftCopyAll"_s), Qt::LeftButton);
    QTRY_VERIFY(QApplication::clipboard()->text().startsWith(u"# the built-in runbook"_s));
    QCOMPARE(QApplication::clipboard()->text().count(u"| retention |"_s), rows);
    const QTemporaryDir folder;
    QTest::mouseClick(shown.button(u"driftSave"_s), Qt::LeftButton);
    auto *dialog = shown.find<QFileDialog>(u"saveChartDialog"_s);
    QVERIFY(dialog);
    const QString path = folder.filePath(u"r.csv"_s);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count(",retention,"), rows);
    shown.table()->selectRow(0);
    QTest::keyClick(shown.table(), Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY2(QApplication::clipboard()->text().contains(u"\tretention\t"_s) ||
                     QApplication::clipboard()->text().startsWith(u"drifted\tretention"_s),
                 qPrintable(QApplication::clipboard()->text()));
}

void TstRunbookPage::everyControlHasAName()
{
    DriftedWorld world;
    QVERIFY(world.signIn());
    const ShownRunbook shown(world);
    shown.await();
    const auto *page = shown.find<Page>(u"runbookPage"_s);
    const auto widgets = page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool isControl = qobject_cast<const QAbstractButton *>(widget) ||
                               qobject_cast<const QComboBox *>(widget) ||
                               qobject_cast<const TableView *>(widget);
        if (!isControl || !widget->isVisibleTo(page) || widget->objectName().startsWith(u"qt_"_s) ||
            widget->metaObject()->className() == QByteArray("QTableCornerButton"))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (button && qobject_cast<const QLineEdit *>(widget->parentWidget()))
            continue; // Qt's own, to clear the field
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(widget->objectName()));
    }
}

void TstRunbookPage::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("runbook-1024x700") << QSize(1024, 700);
    QTest::newRow("runbook-1440x900") << QSize(1440, 900);
}

void TstRunbookPage::pictures()
{
    QFETCH(QSize, size);
    DriftedWorld world;
    QVERIFY(world.signIn());
    ShownRunbook shown(world, size);
    shown.await();
    QCOMPARE(shown.window.size(), size);
    keepPictures(shown.window, QString::fromLatin1(QTest::currentDataTag()));
}

QTEST_MAIN(TstRunbookPage)
#include "tst_runbookpage.moc"
