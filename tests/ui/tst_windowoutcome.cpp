// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

namespace {

/// A window, and what a person does in it to terminate a run from the list.
struct Shown : ShownWindow
{
    explicit Shown(ConsoleWorld &world)
        : ShownWindow(world)
        , notice(find<QWidget>(u"notices"_s)->findChild<Banner *>())
    {
    }

    [[nodiscard]] InterventionDialog *dialog() const
    {
        return find<InterventionDialog>(u"interventionDialog"_s);
    }
    /// From the list, as a person does: the dialog is open, and it has read the run.
    [[nodiscard]] bool opensTerminate(const Execution &run) const
    {
        find<Navigator>(u"pages"_s)
            ->go(Place::ofWorkflows(ConsoleWorld::prod, u"WorkflowId = '%1'"_s.arg(run.workflowId)));
        auto *table = find<TableView>(u"workflows"_s);
        if (!QTest::qWaitFor([table] { return table->model()->rowCount() == 1; }))
            return false;
        table->selectRow(0);
        Q_EMIT table->customContextMenuRequested(table->visualRect(table->currentIndex()).center());
        find<QMenu>(u"runMenu"_s)->findChild<QAction *>(u"terminate"_s)->trigger();
        return dialog() && QTest::qWaitFor([this] {
                   return dialog()->findChild<QWidget *>(u"consequence"_s)->isVisible();
               });
    }
    void act(const Execution &run) const
    {
        dialog()->findChild<QLineEdit *>(u"reason"_s)->setText(u"INC-1182"_s);
        dialog()->findChild<QLineEdit *>(u"typedId"_s)->setText(run.workflowId);
        QTest::mouseClick(dialog()->findChild<QPushButton *>(u"act"_s), Qt::LeftButton);
    }

    Banner *notice;
};

} // namespace

class TestWindowOutcome final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void aClosedDialogsOutcomeIsSaidOnce();
    void anOpenDialogsOutcomeIsNoNotice();
    void thePageBeneathIsReadMeanwhile();
    void closingTheWindowAsksForWhatWasTyped();
};

void TestWindowOutcome::aClosedDialogsOutcomeIsSaidOnce()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.opensTerminate(run));
    world.server.holdNext(u"TerminateWorkflowExecution"_s);
    shown.act(run);
    QTRY_COMPARE(world.server.held(), 1);
    QCOMPARE(shown.find<PlainLabel>(u"statusLevers"_s)->text(), u"1 lever under way"_s);
    shown.dialog()->reject();
    QTRY_VERIFY(!shown.dialog());
    QCOMPARE(shown.window.focusWidget(), shown.find<TableView>(u"workflows"_s));
    shown.find<Navigator>(u"pages"_s)
        ->go(Place::ofWorkflow(ConsoleWorld::prod, run.workflowId, run.runId)); // a page of that very run
    world.server.releaseHeld();
    QTRY_VERIFY(shown.notice->isVisible());
    QVERIFY2(shown.notice->sentence().startsWith(
                 u"terminate %1: Done. Terminated; recorded in history as event "_s.arg(run.workflowId)),
             qPrintable(shown.notice->sentence()));
    QCOMPARE(shown.find<ElidedLabel>(u"message"_s)->text(), QString());
    shown.notice->findChild<QAbstractButton *>()->click();
    QVERIFY(!shown.notice->isVisible());
    QTRY_COMPARE(shown.find<PlainLabel>(u"statusLevers"_s)->text(), u"levers locked"_s);
}

void TestWindowOutcome::anOpenDialogsOutcomeIsNoNotice()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.opensTerminate(run));
    shown.act(run);
    QTRY_VERIFY(shown.dialog()->findChild<QWidget *>(u"receipt"_s)->isVisible());
    QVERIFY(!shown.notice->isVisible());
    QVERIFY(shown.find<ElidedLabel>(u"message"_s)
                ->text()
                .startsWith(u"terminate %1: Done."_s.arg(run.workflowId)));
}

void TestWindowOutcome::thePageBeneathIsReadMeanwhile()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    QVERIFY(world.signIn());
    const Shown shown(world);
    QVERIFY(shown.opensTerminate(run));
    const QPointer dialog = shown.dialog();
    dialog->findChild<QLineEdit *>(u"reason"_s)->setText(u"INC-1182"_s);
    QVERIFY(!QApplication::activeModalWidget());
    auto *table = shown.find<TableView>(u"workflows"_s);
    table->clearSelection();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(0, 0)).center());
    QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
    // The same lever again is the same dialog, with what was typed, whatever page it is pulled from.
    shown.find<Navigator>(u"pages"_s)->go(Place::ofWorkflow(ConsoleWorld::prod, run.workflowId, run.runId));
    shown.find<Navigator>(u"pages"_s)->back();
    Q_EMIT shown.find<Navigator>(u"pages"_s)->intervene(dialog->target());
    QCOMPARE(shown.window.findChildren<InterventionDialog *>().size(), 1);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QLineEdit *>(u"reason"_s)->text(), u"INC-1182"_s);
}

void TestWindowOutcome::closingTheWindowAsksForWhatWasTyped()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    QVERIFY(world.signIn());
    Shown shown(world);
    QVERIFY(shown.opensTerminate(run));
    shown.dialog()->findChild<QLineEdit *>(u"reason"_s)->setText(u"INC-1182"_s);
    QVERIFY(!shown.window.close());
    auto *discard = shown.dialog()->findChild<QPushButton *>(u"discard"_s);
    QVERIFY(discard && discard->isVisible());
    QTest::mouseClick(discard, Qt::LeftButton);
    QTRY_VERIFY(!shown.dialog());
    QVERIFY(shown.window.close());
}

QTEST_MAIN(TestWindowOutcome)
#include "tst_windowoutcome.moc"
