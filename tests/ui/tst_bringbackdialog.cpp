// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/openeddialog.h"
#include "tests/ui/shownwindow.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"
#include "ui/workflow/workflowpage.h"
#include "ui/workflows/runmenu.h"

#include <QMenu>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::ConsoleWorld;
using test::LeverWorld;
using test::Opened;
using test::ShownWindow;

namespace {

ExecutionDescription closed(ExecutionStatus status = ExecutionStatus::Terminated)
{
    ExecutionDescription run = LeverWorld::ingest();
    run.execution.status = status;
    run.execution.closeTime = SystemClock().utc();
    run.pendingActivities.clear();
    return run;
}

HistoryEvent historyEvent(qint64 id, const QString &type)
{
    HistoryEvent made;
    made.id = id;
    made.type = type;
    made.time = SystemClock().utc();
    return made;
}

/// A window on a console with one running run, and what a person does there.
struct Shown : ShownWindow
{
    explicit Shown(ConsoleWorld &world, const Execution &run)
        : ShownWindow(world)
    {
        open(run.workflowId, run.runId);
    }
    void open(const QString &workflowId, const QString &runId) const
    {
        find<Navigator>(u"pages"_s)->go(Place::ofWorkflow(ConsoleWorld::prod, workflowId, runId));
    }
    /// Of the page on top.
    template <class Widget>
    [[nodiscard]] Widget *onPage(const QString &name) const
    {
        return find<Navigator>(u"pages"_s)->currentWidget()->findChild<Widget *>(name);
    }
    [[nodiscard]] QString place() const { return find<Navigator>(u"pages"_s)->place().run; }
    void press(const QString &name) const
    {
        QTest::mouseClick(onPage<QAbstractButton>(name), Qt::LeftButton);
    }
    /// The dialog that is open: the one before may still be on its way out.
    [[nodiscard]] InterventionDialog *dialog() const
    {
        const auto all = window.findChildren<InterventionDialog *>();
        const auto found = std::find_if(all.begin(), all.end(),
                                        [](const InterventionDialog *each) { return each->isVisible(); });
        return found == all.end() ? nullptr : *found;
    }
    /// All the dialog asks for, until it has its receipt.
    [[nodiscard]] bool pull(const QString &workflowId) const
    {
        auto *act = dialog()->findChild<QPushButton *>(u"act"_s);
        dialog()->findChild<QLineEdit *>(u"reason"_s)->setText(u"INC-1182"_s);
        dialog()->findChild<QLineEdit *>(u"typedId"_s)->setText(workflowId);
        if (!QTest::qWaitFor([act] { return act->isEnabled(); }))
            return false;
        QTest::mouseClick(act, Qt::LeftButton);
        return QTest::qWaitFor([this] { return dialog()->findChild<QWidget *>(u"receipt"_s)->isVisible(); });
    }
};

} // namespace

// The lever that brings a closed run back: its dialog, where it is offered, and the way between both runs.

class TestBringBackDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void saysWhatComesBackAndBringsItBack();
    void isRefusedWhere_data();
    void isRefusedWhere();
    void aRunStartedWhileItIsOpenIsSaid();
    void thePageOffersItForClosedRuns_data();
    void thePageOffersItForClosedRuns();
    void aViewersLeverNamesTheClaim();
    void theListsMenuOffersIt();
    void fromTheReceiptOfATerminateToTheNewRunAndBack();
    void anUnreadResetIsSaidAllTheSame();
};

void TestBringBackDialog::saysWhatComesBackAndBringsItBack()
{
    LeverWorld world;
    world.serve(closed());
    QVERIFY(world.signIn());
    const Opened opened(world, test::bringBackAct);
    QTRY_VERIFY(opened.isRead());
    QCOMPARE(opened.find<ElidedLabel>(u"headline"_s)->text(), u"Bring back ingest-2231?"_s);
    QCOMPARE(opened.button(u"keep"_s)->text(), u"Leave it closed"_s);
    QVERIFY(opened.fact(u"closed"_s).startsWith(u"Terminated, "_s));
    const QString shown = test::shownTexts(*opened.dialog).join(u'\n');
    QVERIFY2(shown.contains(u"from its last completed workflow task (event 4 at"_s), qPrintable(shown));
    QVERIFY(opened.find<QPlainTextEdit>(u"wholeCommand"_s)->toPlainText().contains(u"--event-id 4"_s));
    test::keepPictures(*opened.dialog, u"bring-back"_s);
    QVERIFY(opened.pull(u"INC-1182"_s));
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY2(opened.receipt().startsWith(u"Done: Brought back as run "_s), qPrintable(opened.receipt()));
    QCOMPARE(world.writes(), 1);
    QVERIFY(opened.button(u"openNewRun"_s)->isVisible());
    QVERIFY(!opened.button(u"bringBack"_s)->isVisible());
    test::keepPictures(*opened.dialog, u"brought-back"_s);
}

void TestBringBackDialog::isRefusedWhere_data()
{
    QTest::addColumn<ExecutionStatus>("status");
    QTest::addColumn<bool>("hadATask");
    QTest::addColumn<bool>("runsAgain");
    QTest::addColumn<QString>("needed");
    QTest::newRow("it is open") << ExecutionStatus::Running << true << false
                                << u"There is nothing to bring back: the run is open."_s;
    QTest::newRow("it completed") << ExecutionStatus::Completed << true << false
                                  << u"There is nothing to bring back: the run completed."_s;
    QTest::newRow("it goes on") << ExecutionStatus::ContinuedAsNew << true << false
                                << u"There is nothing to bring back: the run goes on as another one."_s;
    QTest::newRow("it never had a task")
        << ExecutionStatus::Terminated << false << false
        << u"It never had a workflow task, so there is nothing to go back to: start it anew."_s;
    QTest::newRow("the workflow runs again")
        << ExecutionStatus::Failed << true << true
        << u"Run r9 of this workflow is open, and bringing this one back would terminate it."_s;
}

void TestBringBackDialog::isRefusedWhere()
{
    QFETCH(const ExecutionStatus, status);
    QFETCH(const bool, hadATask);
    QFETCH(const bool, runsAgain);
    LeverWorld world;
    world.serve(closed(status));
    if (!hadATask)
        world.server.setHistory(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId,
                                {historyEvent(1, u"WorkflowExecutionStarted"_s),
                                 historyEvent(2, u"WorkflowExecutionTerminated"_s)});
    if (runsAgain) {
        ExecutionDescription another = LeverWorld::ingest();
        another.execution.runId = u"r9"_s;
        world.server.setDescription(LeverWorld::ns, another);
    }
    QVERIFY(world.signIn());
    const Opened opened(world, test::bringBackAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-1182"_s, LeverWorld::workflowId);
    QTEST(opened.text(u"needed"_s), "needed");
    QVERIFY(!opened.canAct());
}

void TestBringBackDialog::aRunStartedWhileItIsOpenIsSaid()
{
    LeverWorld world;
    world.serve(closed());
    QVERIFY(world.signIn());
    const Opened opened(world, test::bringBackAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-1182"_s, LeverWorld::workflowId);
    QVERIFY(opened.canAct());
    ExecutionDescription another = LeverWorld::ingest();
    another.execution.runId = u"r9"_s;
    world.server.setDescription(LeverWorld::ns, another);
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QCOMPARE(test::outcomeLine(opened),
             u"Lost race: The workflow has a newer run now, r9 (running). Nothing was sent."_s);
    QCOMPARE(world.writes(), 0);
    QTest::mouseClick(opened.button(u"tryAgain"_s), Qt::LeftButton);
    QTRY_VERIFY(opened.text(u"needed"_s).startsWith(u"Run r9 of this workflow is open"_s));
}

void TestBringBackDialog::thePageOffersItForClosedRuns_data()
{
    QTest::addColumn<ExecutionStatus>("status");
    QTest::addColumn<bool>("isOffered");
    QTest::newRow("running") << ExecutionStatus::Running << false;
    QTest::newRow("paused") << ExecutionStatus::Paused << false;
    QTest::newRow("completed") << ExecutionStatus::Completed << false;
    QTest::newRow("continued as new") << ExecutionStatus::ContinuedAsNew << false;
    QTest::newRow("terminated") << ExecutionStatus::Terminated << true;
    QTest::newRow("failed") << ExecutionStatus::Failed << true;
    QTest::newRow("timed out") << ExecutionStatus::TimedOut << true;
    QTest::newRow("cancelled") << ExecutionStatus::Canceled << true;
}

void TestBringBackDialog::thePageOffersItForClosedRuns()
{
    QFETCH(const ExecutionStatus, status);
    QFETCH(const bool, isOffered);
    LeverWorld world;
    world.serve(closed(status));
    QVERIFY(world.signIn());
    WorkflowPage page(*world.client, *world.desk, world.clock, *world.state,
                      Place::ofWorkflow(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId));
    test::openDialogsOf(page, world);
    page.show();
    page.setActive(true);
    QTRY_VERIFY(!page.findChild<QLabel *>(u"status"_s)->text().isEmpty());
    auto *lever = page.findChild<QPushButton *>(u"bringBack"_s);
    QCOMPARE(lever->isVisible(), isOffered);
    QCOMPARE(page.findChild<QPushButton *>(u"terminate"_s)->isVisible(), !isOffered);
    if (isOffered) {
        QVERIFY(lever->isEnabled());
        QTest::mouseClick(lever, Qt::LeftButton);
        QVERIFY(page.findChild<InterventionDialog *>());
    }
}

void TestBringBackDialog::aViewersLeverNamesTheClaim()
{
    LeverWorld world;
    world.idp.groups = {u"visitors"_s};
    world.serve(closed());
    QVERIFY(world.signIn());
    WorkflowPage page(*world.client, *world.desk, world.clock, *world.state,
                      Place::ofWorkflow(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId));
    page.show();
    page.setActive(true);
    auto *lever = page.findChild<QPushButton *>(u"bringBack"_s);
    QTRY_VERIFY(lever->isVisible());
    QVERIFY(!lever->isEnabled());
    for (const QString &part : {world.profile.oidc.adminClaim, world.profile.oidc.adminValue})
        QVERIFY2(lever->toolTip().contains(part), qPrintable(lever->toolTip()));
    const RunMenu menu(closed().execution, LeverWorld::ns, world.profile, *world.desk);
    const auto *action = menu.findChild<QAction *>(u"bringBack"_s);
    QVERIFY(!action->isEnabled());
    QVERIFY2(action->text().contains(world.profile.oidc.adminValue), qPrintable(action->text()));
}

void TestBringBackDialog::theListsMenuOffersIt()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const auto text = [&](ExecutionStatus status) {
        const RunMenu menu(closed(status).execution, LeverWorld::ns, world.profile, *world.desk);
        const auto *action = menu.findChild<QAction *>(u"bringBack"_s);
        return (action->isEnabled() ? u"on: "_s : u"off: "_s) + action->text();
    };
    QCOMPARE(text(ExecutionStatus::Failed), u"on: Bring back ingest-2231…"_s);
    QCOMPARE(text(ExecutionStatus::Running), u"off: Bring back ingest-2231… (the run is open)"_s);
    QCOMPARE(text(ExecutionStatus::Completed), u"off: Bring back ingest-2231… (the run completed)"_s);
}

void TestBringBackDialog::fromTheReceiptOfATerminateToTheNewRunAndBack()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    world.server.setHistory(
        ConsoleWorld::prod, run.workflowId, run.runId,
        {historyEvent(1, u"WorkflowExecutionStarted"_s), historyEvent(2, u"WorkflowTaskScheduled"_s),
         historyEvent(3, u"WorkflowTaskStarted"_s), historyEvent(4, u"WorkflowTaskCompleted"_s)});
    QVERIFY(world.signIn());
    Shown shown(world, run);
    QTRY_VERIFY(shown.onPage<QPushButton>(u"terminate"_s)->isEnabled());
    shown.press(u"terminate"_s);
    QVERIFY(shown.dialog());
    QVERIFY(shown.pull(run.workflowId));
    auto *offer = shown.dialog()->findChild<QPushButton *>(u"bringBack"_s);
    QVERIFY(offer->isVisible());
    test::keepPictures(*shown.dialog(), u"terminated-receipt"_s);

    QTest::mouseClick(offer, Qt::LeftButton);
    QTRY_COMPARE(shown.dialog()->windowTitle(), u"Bring back %1?"_s.arg(run.workflowId));
    QVERIFY(shown.pull(run.workflowId));
    QTest::mouseClick(shown.dialog()->findChild<QPushButton *>(u"openNewRun"_s), Qt::LeftButton);
    QVERIFY(!shown.dialog());
    const QString newRun = shown.place();
    QVERIFY(newRun != run.runId);
    QTRY_COMPARE(shown.onPage<QLabel>(u"status"_s)->text(), u"Running"_s);
    QTRY_VERIFY(shown.onPage<QToolButton>(u"oldRun"_s)->isVisible());
    QCOMPARE(shown.onPage<QToolButton>(u"oldRun"_s)->text(), u"Brought back from run %1 ›"_s.arg(run.runId));
    QVERIFY(!shown.onPage<QToolButton>(u"newRun"_s)->isVisible());
    test::keepPictures(shown.window, u"run-brought-back"_s);

    shown.press(u"oldRun"_s);
    QCOMPARE(shown.place(), run.runId);
    QTRY_VERIFY(shown.onPage<QToolButton>(u"newRun"_s)->isVisible());
    QCOMPARE(shown.onPage<QToolButton>(u"newRun"_s)->text(), u"Brought back as run %1 ›"_s.arg(newRun));
    QVERIFY(!shown.onPage<QToolButton>(u"oldRun"_s)->isVisible());
    test::keepPictures(shown.window, u"run-that-was-brought-back"_s);
    shown.press(u"newRun"_s);
    QCOMPARE(shown.place(), newRun);
}

/// Only an event says of which run it was made, and older events are read on demand.
void TestBringBackDialog::anUnreadResetIsSaidAllTheSame()
{
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    run.resetAt = SystemClock().utc();
    world.serve(run);
    QVERIFY(world.signIn());
    WorkflowPage page(*world.client, *world.desk, world.clock, *world.state,
                      Place::ofWorkflow(LeverWorld::ns, LeverWorld::workflowId, LeverWorld::runId));
    page.show();
    page.setActive(true);
    QTRY_VERIFY(page.findChild<QLabel *>(u"oldRunUnread"_s)->isVisible());
    QVERIFY(page.findChild<QLabel *>(u"oldRunUnread"_s)
                ->text()
                .startsWith(u"Brought back from another run at "_s));
}

QTEST_MAIN(TestBringBackDialog)
#include "tst_bringbackdialog.moc"
