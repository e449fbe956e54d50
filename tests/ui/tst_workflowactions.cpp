// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/shownworkflows.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/workflows/runmenu.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::manyRuns;
using Shown = test::ShownWorkflows;

namespace {

/// "Terminate…" of the first row's menu, with a reason given; the dialog's button is ready to be pressed.
QPushButton *readyToTerminate(const Shown &shown)
{
    shown.table().selectRow(0);
    Q_EMIT shown.table().customContextMenuRequested(
        shown.table().visualRect(shown.table().currentIndex()).center());
    shown.find<QMenu>(u"runMenu"_s)->findChild<QAction *>(u"terminate"_s)->trigger();
    auto *dialog = shown.page.findChild<InterventionDialog *>();
    if (!dialog)
        return nullptr;
    dialog->findChild<QLineEdit *>(u"reason"_s)->setText(u"from the list"_s);
    auto *act = dialog->findChild<QPushButton *>(u"act"_s);
    return QTest::qWaitFor([act] { return act->isEnabled(); }) ? act : nullptr;
}

} // namespace

// What is done with the runs of the list.

class TestWorkflowActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void theContextMenuKnowsTheRun();
    void aViewersTerminateNamesTheClaim();
    void terminateNamesTheRunItIsFor();
    void terminatesFromTheList();
    void afterAnInterventionOnlyItsRunIsReadAgain();
    void copyingLeavesTheClipboardUntilAllIsWritten();
    void commandLinesAreSafeToPaste();
};

void TestWorkflowActions::theContextMenuKnowsTheRun()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    shown.table().selectRow(0);
    Q_EMIT shown.table().customContextMenuRequested(
        shown.table().visualRect(shown.table().currentIndex()).center());
    auto *menu = shown.find<QMenu>(u"runMenu"_s);
    QVERIFY(menu);
    const auto trigger = [menu](const QString &text) {
        const auto actions = menu->actions();
        for (QAction *action : actions)
            if (action->text() == text)
                return action->trigger();
        QFAIL(qPrintable(text));
    };
    trigger(u"Copy run id"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), LeverWorld::runId);
    trigger(u"Copy workflow id"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), LeverWorld::workflowId);
    trigger(u"Copy as command line"_s);
    QCOMPARE(
        QGuiApplication::clipboard()->text(),
        u"temporal workflow describe --address %1 --namespace prod --workflow-id ingest-2231 --run-id %2"_s
            .arg(world.server.address(), LeverWorld::runId));
    QSignalSpy opened(&shown.page, &Page::go);
    trigger(u"Open"_s);
    QCOMPARE(opened.count(), 1);
}

void TestWorkflowActions::aViewersTerminateNamesTheClaim()
{
    LeverWorld world;
    world.idp.groups = {u"visitors"_s};
    QVERIFY(world.signIn());
    const RunMenu menu(LeverWorld::ingest().execution, LeverWorld::ns, world.profile, *world.desk);
    const auto *action = menu.findChild<QAction *>(u"terminate"_s);
    QVERIFY(!action->isEnabled());
    QVERIFY2(action->text().contains(world.profile.oidc.adminClaim) &&
                 action->text().contains(world.profile.oidc.adminValue),
             qPrintable(action->text()));
}

void TestWorkflowActions::terminateNamesTheRunItIsFor()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    Execution run = LeverWorld::ingest().execution;
    const auto text = [&] {
        const RunMenu menu(run, LeverWorld::ns, world.profile, *world.desk);
        return menu.findChild<QAction *>(u"terminate"_s)->text();
    };
    QCOMPARE(text(), u"Terminate ingest-2231…"_s);
    run.workflowId = u"a&b\u202ec"_s;
    QCOMPARE(text(), u"Terminate a&&b‹U+202E›c…"_s);
    run.workflowId = QString(300, u'x');
    QVERIFY(text().size() < 80);
}

void TestWorkflowActions::terminatesFromTheList()
{
    LeverWorld world(Environment::Staging);
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    QPushButton *act = readyToTerminate(shown);
    QVERIFY(act);
    QCOMPARE(act->window()->windowModality(), Qt::NonModal); // the list stays readable
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_COMPARE(world.server.calls(u"TerminateWorkflowExecution"_s), 1);
    QTRY_COMPARE(world.desk->underWay(), 0);
}

void TestWorkflowActions::afterAnInterventionOnlyItsRunIsReadAgain()
{
    LeverWorld world(Environment::Staging);
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_COMPARE(shown.rows(), 1);
    QPushButton *act = readyToTerminate(shown);
    QVERIFY(act);
    world.server.forgetCalls();
    QTest::mouseClick(act, Qt::LeftButton);
    // It was asked for among the running ones: it stays in view, ended, until the list is read again.
    QTRY_COMPARE(shown.table().model()->index(0, 0).data().toString(), u"Terminated"_s);
    QCOMPARE(shown.rows(), 1);
    QVERIFY(shown.table().selectionModel()->isRowSelected(0));
    QVERIFY2(shown.loaded().contains(u"1 read again since"_s), qPrintable(shown.loaded()));
    QCOMPARE(test::listRequests(world.server), QStringList());
}

void TestWorkflowActions::copyingLeavesTheClipboardUntilAllIsWritten()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(100));
    QVERIFY(world.signIn());
    const Shown shown(world);
    QTRY_VERIFY(shown.rows() > 20);
    const int rows = shown.rows();
    const QString first = shown.table().model()->index(0, 1).data().toString();
    QGuiApplication::clipboard()->setText(u"before"_s);
    shown.table().selectAll();
    QTest::keySequence(&shown.table(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), rows - 1);
    QCOMPARE(QGuiApplication::clipboard()->text().section(u'\t', 1, 1), first);
}

void TestWorkflowActions::commandLinesAreSafeToPaste()
{
    Profile profile;
    profile.address = u"localhost:7233"_s;
    Execution run;
    run.workflowId = u"a'; rm -rf ~ #\u001b[2J"_s;
    run.runId = u"r"_s;
    const QString command = describeCommand(run, u"ns"_s, profile);
    QVERIFY2(command.contains("$'a\\'; rm -rf ~ #\\x1b[2J'"_L1), qPrintable(command));
    for (const QChar c : command)
        QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x7f);
}

QTEST_MAIN(TestWorkflowActions)
#include "tst_workflowactions.moc"
