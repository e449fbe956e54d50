// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/openeddialog.h"
#include "ui/interventions/resultedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QScrollBar>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::Opened;

class TestInterventionDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void namesEverythingBeforeAnythingIsDone();
    void namesTheActivityItCompletes();
    void aWrongTypedIdNeverEnables();
    void aTypedIdNearlyRightDoesNotEnable_data();
    void aTypedIdNearlyRightDoesNotEnable();
    void anIdWithControlCharactersCanBePasted();
    void onlyProductionAsksForTheId();
    void aBlankReasonDoesNotEnable();
    void enterInAFieldNeitherActsNorCloses();
    void escapeKeepsRunning();
    void keepRunningIsTheDefault();
    void isAsTallAsWhatItSays();
    void anInvalidResultDoesNotEnable();
    void aClosedRunCannotBeTerminated();
    void aViewerLearnsWhichClaimIsMissing();
    void withoutAnInterveneClientItSaysThatTheRoleAlone();
    void anUnreadableRunIsSaidAndCanBeReadAgain();
    void markupIsShownLiterally();
    void everythingInteractiveHasANameAndTheKeyboardReachesIt();
    void pictures();
};

void TestInterventionDialog::namesEverythingBeforeAnythingIsDone()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    QCOMPARE(opened.find<ElidedLabel>(u"headline"_s)->text(), u"Terminate ingest-2231?"_s);
    QCOMPARE(opened.text(u"environment"_s), u"PRODUCTION"_s);
    QCOMPARE(opened.fact(u"environment"_s), u"production"_s);
    QCOMPARE(opened.fact(u"cluster"_s), u"stratmaster-prod-eu"_s);
    QVERIFY(test::shownTexts(*opened.dialog).contains(world.server.address()));
    QCOMPARE(opened.fact(u"namespace"_s), LeverWorld::ns);
    QCOMPARE(opened.fact(u"workflow"_s), LeverWorld::workflowId);
    QCOMPARE(opened.fact(u"run"_s), LeverWorld::runId);
    QVERIFY(test::shownTexts(*opened.dialog).contains(u"this run only"_s));
    QCOMPARE(opened.fact(u"type"_s), u"KnowledgeIngestWorkflow"_s);
    QVERIFY(test::shownTexts(*opened.dialog).contains(u"2 h 04 m ago"_s));
    const QString consequence = opened.text(u"noteSentence"_s);
    QVERIFY2(consequence.contains("1 child workflow keeps running"_L1), qPrintable(consequence));
    QCOMPARE(opened.button(u"act"_s)->text(), u"Sign in and terminate"_s);
    QVERIFY(!opened.canAct());
    QVERIFY(opened.text(u"needed"_s).contains("a reason"_L1));
    QVERIFY(opened.button(u"act"_s)->toolTip().contains("a reason"_L1));
    opened.fill(u"INC-1182"_s, LeverWorld::workflowId);
    const QString command = opened.find<CopyButton>(u"copyCommand"_s)->copied();
    for (const QString &part : {u"workflow terminate"_s, LeverWorld::runId, u"INC-1182"_s})
        QVERIFY2(command.contains(part), qPrintable(command));
    QCOMPARE(world.writes(), 0);
}

void TestInterventionDialog::namesTheActivityItCompletes()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"13"_s);
    QTRY_VERIFY(opened.isRead());
    QCOMPARE(opened.fact(u"activity"_s), u"13"_s);
    QVERIFY(test::shownTexts(*opened.dialog).contains(u"upsert_keyword"_s));
    QCOMPARE(opened.fact(u"activityState"_s), u"Started, attempt 1"_s);
    QCOMPARE(opened.fact(u"worker"_s), u"812@ingest-7c9"_s);
    const QStringList texts = test::shownTexts(*opened.dialog);
    QVERIFY(!texts.filter(u"this console's journal"_s).isEmpty());
    QVERIFY(!texts.filter(u"it is not interrupted"_s).isEmpty());
    QCOMPARE(opened.button(u"keep"_s)->text(), u"Leave it pending"_s);
}

void TestInterventionDialog::aWrongTypedIdNeverEnables()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"property"_s, {});
    const QString alphabet = u"ingest-2231 INGEST‐і\u200b\u202e"_s;
    QRandomGenerator random(20261124);
    for (int round = 0; round < 1000; ++round) {
        QString typed = LeverWorld::workflowId.left(random.bounded(LeverWorld::workflowId.size() + 1));
        for (int i = random.bounded(6); i > 0; --i)
            typed.insert(random.bounded(typed.size() + 1), alphabet[random.bounded(alphabet.size())]);
        opened.line(u"typedId"_s)->setText(typed);
        QVERIFY2(opened.canAct() == (typed == LeverWorld::workflowId), qPrintable(typed));
    }
    opened.line(u"typedId"_s)->setText(LeverWorld::workflowId);
    QVERIFY(opened.canAct());
}

void TestInterventionDialog::aTypedIdNearlyRightDoesNotEnable_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("space before") << u" ingest-2231"_s;
    QTest::newRow("space after") << u"ingest-2231 "_s;
    QTest::newRow("other case") << u"Ingest-2231"_s;
    QTest::newRow("Cyrillic i") << u"іngest-2231"_s;
    QTest::newRow("other hyphen") << u"ingest‐2231"_s;
    QTest::newRow("zero-width space") << u"ingest\u200b-2231"_s;
    QTest::newRow("prefix") << u"ingest-223"_s;
    QTest::newRow("nothing") << QString();
}

void TestInterventionDialog::aTypedIdNearlyRightDoesNotEnable()
{
    QFETCH(const QString, typed);
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"near miss"_s, typed);
    QVERIFY(!opened.canAct());
    QCOMPARE(opened.text(u"needed"_s), u"Still needed: the workflow id, typed."_s);
}

void TestInterventionDialog::anIdWithControlCharactersCanBePasted()
{
    const QString id = u"prod\n\u202e1322-tsegni\t<b>"_s;
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    run.execution.workflowId = id;
    world.serve(run);
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct, {}, id);
    QTRY_VERIFY(opened.isRead());
    QCOMPARE(opened.fact(u"workflow"_s), u"prod‹U+000A›‹U+202E›1322-tsegni‹U+0009›<b>"_s);
    opened.fill(u"odd id"_s, {});
    QVERIFY(!opened.canAct());
    QGuiApplication::clipboard()->setText(id);
    opened.line(u"typedId"_s)->paste();
    QVERIFY(opened.canAct());
}

void TestInterventionDialog::onlyProductionAsksForTheId()
{
    for (const auto environment : {Environment::Development, Environment::Staging}) {
        LeverWorld world(environment);
        QVERIFY(world.signIn());
        const Opened opened(world, test::terminateAct);
        QTRY_VERIFY(opened.isRead());
        QVERIFY(!opened.line(u"typedId"_s));
        opened.fill(u"a test"_s, {});
        QVERIFY(opened.canAct());
        QCOMPARE(opened.button(u"act"_s)->text(), u"Sign in and terminate"_s);
    }
}

void TestInterventionDialog::aBlankReasonDoesNotEnable()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    for (const QString &reason : {QString(), u"   "_s, u"\u00a0\u2003"_s}) {
        opened.fill(reason, LeverWorld::workflowId);
        QVERIFY(!opened.canAct());
        QCOMPARE(opened.text(u"needed"_s), u"Still needed: a reason."_s);
    }
}

void TestInterventionDialog::enterInAFieldNeitherActsNorCloses()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"typed"_s, LeverWorld::workflowId);
    for (const QString &field : {u"reason"_s, u"typedId"_s})
        for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
            QTest::keyClick(opened.line(field), key);
    QVERIFY(opened.dialog && opened.dialog->isVisible());
    QVERIFY(opened.canAct());
    QCOMPARE(world.addresses.size(), 1);
}

void TestInterventionDialog::escapeKeepsRunning()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"no"_s, LeverWorld::workflowId);
    QTest::keyClick(opened.dialog, Qt::Key_Escape);
    opened.discard();
    QTRY_VERIFY(!opened.dialog);
    QCOMPARE(world.writes(), 0);
    QCOMPARE(world.desk->underWay(), 0);
}

void TestInterventionDialog::keepRunningIsTheDefault()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QVERIFY(opened.button(u"keep"_s)->isDefault());
    QVERIFY(!opened.button(u"act"_s)->isDefault());
    QVERIFY(!opened.button(u"act"_s)->autoDefault());
    QVERIFY(opened.line(u"reason"_s)->hasFocus() || opened.dialog->focusWidget() == opened.line(u"reason"_s));
}

void TestInterventionDialog::isAsTallAsWhatItSays()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    QVERIFY(QTest::qWaitForWindowExposed(opened.dialog, 30'000));
    QTest::qWait(100); // for the window manager and every layout to be through
    QCOMPARE(opened.find<QScrollArea>(u"body"_s)->verticalScrollBar()->maximum(), 0);
}

void TestInterventionDialog::anInvalidResultDoesNotEnable()
{
    LeverWorld world(Environment::Staging);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"typo"_s, {});
    QVERIFY(!opened.canAct());
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{oops}"_s);
    QVERIFY(!opened.canAct());
    QCOMPARE(opened.text(u"needed"_s), u"Still needed: a valid result."_s);
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{}"_s);
    QVERIFY(opened.canAct());
}

void TestInterventionDialog::aClosedRunCannotBeTerminated()
{
    LeverWorld world;
    ExecutionDescription closed = LeverWorld::ingest();
    closed.execution.status = ExecutionStatus::Failed;
    closed.pendingActivities.clear();
    world.serve(closed);
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"too late"_s, LeverWorld::workflowId);
    QVERIFY(!opened.canAct());
    QVERIFY(opened.text(u"needed"_s).contains("closed (failed)"_L1));
}

void TestInterventionDialog::aViewerLearnsWhichClaimIsMissing()
{
    LeverWorld world;
    world.idp.groups = {u"visitors"_s};
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"let me"_s, LeverWorld::workflowId);
    QVERIFY(!opened.canAct());
    for (const QString &part : {world.profile.oidc.adminClaim, world.profile.oidc.adminValue}) {
        QVERIFY2(opened.text(u"needed"_s).contains(part), qPrintable(opened.text(u"needed"_s)));
        QVERIFY(opened.button(u"act"_s)->toolTip().contains(part));
    }
}

void TestInterventionDialog::withoutAnInterveneClientItSaysThatTheRoleAlone()
{
    LeverWorld world(Environment::Production, false);
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    QVERIFY(!test::shownTexts(*opened.dialog).filter(u"your role alone decides"_s).isEmpty());
    QCOMPARE(opened.button(u"act"_s)->text(), u"Terminate"_s);
}

void TestInterventionDialog::anUnreadableRunIsSaidAndCanBeReadAgain()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    world.server.failNext(u"DescribeWorkflowExecution"_s, u"INTERNAL"_s, u"shard lost"_s);
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.button(u"errorAction"_s)->isVisible());
    QVERIFY(!test::shownTexts(*opened.dialog).filter(u"shard lost"_s).isEmpty());
    opened.fill(u"eager"_s, LeverWorld::workflowId);
    QVERIFY(!opened.canAct());
    QTest::mouseClick(opened.button(u"errorAction"_s), Qt::LeftButton);
    QTRY_VERIFY(opened.canAct());
    QVERIFY(!opened.button(u"errorAction"_s)->isVisible());
}

void TestInterventionDialog::markupIsShownLiterally()
{
    const QString canary = u"<b>CANARY</b><img src=/etc/hostname>"_s;
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    run.execution.workflowId = canary;
    run.execution.type = canary;
    run.pendingActivities.front().type = canary;
    run.pendingActivities.front().lastWorker = canary;
    world.serve(run);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s, canary);
    QTRY_VERIFY(opened.isRead());
    for (const QString &name : {u"workflow"_s, u"type"_s, u"worker"_s})
        QCOMPARE(opened.fact(name), canary);
    const auto labels = opened.dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
    const auto widgets = opened.dialog->findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        QVERIFY2(!widget->toolTip().contains("<b>"_L1), qPrintable(widget->toolTip()));
}

void TestInterventionDialog::everythingInteractiveHasANameAndTheKeyboardReachesIt()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    QSet<QString> reached;
    QWidget *start = opened.line(u"reason"_s);
    for (QWidget *next = start->nextInFocusChain(); next != start; next = next->nextInFocusChain()) {
        if (next->window() != opened.dialog || !(next->focusPolicy() & Qt::TabFocus) || !next->isVisible())
            continue;
        QVERIFY2(!next->objectName().isEmpty(), next->metaObject()->className());
        const auto *button = qobject_cast<QAbstractButton *>(next);
        QVERIFY2(!next->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(next->objectName()));
        reached << next->objectName();
    }
    for (const QString &name :
         {u"result"_s, u"loadResult"_s, u"typedId"_s, u"whatIsSent"_s, u"copyCommand"_s, u"keep"_s, u"act"_s})
        QVERIFY2(reached.contains(name), qPrintable(name));
}

void TestInterventionDialog::pictures()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    {
        const Opened opened(world, test::terminateAct);
        QTRY_VERIFY(opened.isRead());
        opened.fill(u"INC-1182 qdrant down, rerun after fix"_s, u"ingest-22"_s);
        test::keepPictures(*opened.dialog, u"terminate"_s);
    }
    {
        const Opened opened(world, test::completeAct, u"13"_s);
        QTRY_VERIFY(opened.isRead());
        opened.fill(u"INC-1182 indexed by hand"_s, u"13"_s);
        opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{\n  \"indexed\": 40\n  \"skipped\": 2\n}"_s);
        test::keepPictures(*opened.dialog, u"complete-invalid"_s);
        opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{\n  \"indexed\": 40,\n  \"skipped\": 2\n}"_s);
        test::keepPictures(*opened.dialog, u"complete"_s);
    }
    world.followsBrowser = false;
    const Opened opened(world, test::terminateAct);
    QVERIFY(opened.pull(u"INC-1182 qdrant down, rerun after fix"_s));
    QTRY_VERIFY(opened.line(u"signInAddress"_s)->isVisible());
    test::keepPictures(*opened.dialog, u"terminate-sign-in"_s);
    world.browser.open(world.addresses.last());
    QTRY_VERIFY(opened.hasReceipt());
    test::keepPictures(*opened.dialog, u"terminate-done"_s);
}

QTEST_MAIN(TestInterventionDialog)
#include "tst_interventiondialog.moc"
