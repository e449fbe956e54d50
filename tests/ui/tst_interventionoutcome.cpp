// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/openeddialog.h"
#include "ui/interventions/resultedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::Opened;

class TestInterventionOutcome final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void terminatesOnceAndShowsTheReceipt();
    void aDoubleClickIsOneCall();
    void showsTheSignInAddressUntilSignedIn();
    void escapeBeforeSentGivesUpAndKeepsTheText();
    void closingAfterSentLetsItGoOn();
    void destroyedBeforeSentItGivesUp();
    void aRefusalKeepsTheTextAndTriesAgain();
    void aChangedActivityIsALostRaceAndSaysSo();
    void outcomesAreCalledByTheirNames();
    void saysWhatChangedWhileItWasOpen();
    void aForeignPrincipalIsFlagged();
    void theResultIsSentByteForByte();
    void twoDialogsOnOneRunAreOneCall();
};

void TestInterventionOutcome::terminatesOnceAndShowsTheReceipt()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QVERIFY(opened.pull(u"INC-1182 qdrant down"_s));
    QVERIFY(!opened.canAct());
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY2(test::outcomeLine(opened).startsWith("Done"_L1), qPrintable(opened.receipt()));
    QCOMPARE(world.server.calls(u"TerminateWorkflowExecution"_s), 1);
    const auto call = world.server.recorded(u"TerminateWorkflowExecution"_s).front();
    QVERIFY2(call.request.contains("INC-1182 qdrant down"_L1), qPrintable(call.request));
    QVERIFY(call.request.contains(LeverWorld::runId));
    QCOMPARE(opened.fact(u"principal"_s), world.idp.subject);
    QVERIFY(test::shownTexts(*opened.dialog).contains(u"you, according to the server"_s));
    QVERIFY(opened.fact(u"identity"_s).startsWith("ada@signalbox/"_L1));
    QVERIFY(opened.fact(u"identity"_s).endsWith(opened.fact(u"operation"_s)));
    QVERIFY(!opened.button(u"tryAgain"_s)->isVisible());
    QCOMPARE(opened.button(u"keep"_s)->text(), u"Close"_s);
    QTest::mouseClick(opened.button(u"keep"_s), Qt::LeftButton);
    QTRY_VERIFY(!opened.dialog);
}

void TestInterventionOutcome::aDoubleClickIsOneCall()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QVERIFY(opened.pull(u"twice"_s));
    QTest::mouseDClick(opened.button(u"act"_s), Qt::LeftButton);
    QTest::keyClick(opened.button(u"act"_s), Qt::Key_Space);
    opened.button(u"act"_s)->click();
    QTRY_VERIFY(opened.hasReceipt());
    QCOMPARE(world.writes(), 1);
    QCOMPARE(world.addresses.size(), 2); // the day's sign-in and one step-up
}

void TestInterventionOutcome::showsTheSignInAddressUntilSignedIn()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    world.followsBrowser = false;
    const Opened opened(world, test::terminateAct);
    QVERIFY(opened.pull(u"slow browser"_s));
    QTRY_VERIFY(opened.line(u"signInAddress"_s)->isVisible());
    QCOMPARE(opened.line(u"signInAddress"_s)->text(),
             QString::fromLatin1(world.addresses.last().toEncoded()));
    QCOMPARE(opened.find<CopyButton>(u"copySignInAddress"_s)->copied(),
             opened.line(u"signInAddress"_s)->text());
    QCOMPARE(opened.text(u"reading"_s), u"Nothing is sent yet."_s);
    QCOMPARE(world.writes(), 0);
    world.browser.open(world.addresses.last());
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY(!opened.line(u"signInAddress"_s)->isVisible());
    QCOMPARE(world.writes(), 1);
}

void TestInterventionOutcome::escapeBeforeSentGivesUpAndKeepsTheText()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    world.followsBrowser = false;
    const Opened opened(world, test::terminateAct);
    QVERIFY(opened.pull(u"second thoughts"_s));
    QTRY_VERIFY(opened.line(u"signInAddress"_s)->isVisible());
    QCOMPARE(opened.button(u"keep"_s)->text(), u"Stop"_s);
    QTest::keyClick(opened.dialog, Qt::Key_Escape);
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY2(test::outcomeLine(opened).startsWith("Given up: Cancelled; nothing was sent."_L1),
             qPrintable(opened.receipt()));
    QCOMPARE(opened.line(u"reason"_s)->text(), u"second thoughts"_s);
    world.browser.open(world.addresses.last());
    QTRY_VERIFY(world.browser.pages > 1);
    QCOMPARE(world.writes(), 0);
    QTest::keyClick(opened.dialog, Qt::Key_Escape);
    QTRY_VERIFY(!opened.dialog);
}

void TestInterventionOutcome::closingAfterSentLetsItGoOn()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    QSignalSpy settled(world.desk, &Desk::finished);
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"patience"_s, LeverWorld::workflowId);
    world.server.holdNext(u"TerminateWorkflowExecution"_s);
    opened.act();
    QTRY_COMPARE(world.server.held(), 1);
    QTRY_COMPARE(opened.text(u"reading"_s), u"Sent: closing this does not stop it."_s);
    QTest::keyClick(opened.dialog, Qt::Key_Escape);
    QTRY_VERIFY(!opened.dialog);
    QCOMPARE(world.desk->underWay(), 1);
    Outcome outcome = Outcome::Unknown;
    connect(world.desk, &Desk::finished, this,
            [&outcome](const Intervention *done) { outcome = done->receipt()->outcome; });
    world.server.releaseHeld();
    QTRY_COMPARE(settled.count(), 1);
    QCOMPARE(outcome, Outcome::Done);
}

void TestInterventionOutcome::destroyedBeforeSentItGivesUp()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    world.followsBrowser = false;
    const Opened opened(world, test::terminateAct);
    QVERIFY(opened.pull(u"window closes"_s));
    QTRY_VERIFY(opened.line(u"signInAddress"_s)->isVisible());
    delete opened.dialog.data();
    QTRY_COMPARE(world.desk->underWay(), 0);
    world.browser.open(world.addresses.last());
    QTRY_VERIFY(world.browser.pages > 1);
    QCOMPARE(world.writes(), 0);
}

void TestInterventionOutcome::aRefusalKeepsTheTextAndTriesAgain()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-1182"_s, u"12"_s);
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{\"indexed\": 40}"_s);
    world.server.failNext(u"RespondActivityTaskCompletedById"_s, u"PERMISSION_DENIED"_s,
                          u"Request unauthorized."_s);
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY2(test::outcomeLine(opened).startsWith("Refused"_L1), qPrintable(opened.receipt()));
    QVERIFY2(test::outcomeLine(opened).contains("prod:write"_L1), qPrintable(opened.receipt()));
    QVERIFY(!opened.button(u"act"_s)->isVisible());

    QTest::mouseClick(opened.button(u"tryAgain"_s), Qt::LeftButton);
    QTRY_VERIFY(opened.canAct());
    QVERIFY(!opened.hasReceipt());
    QCOMPARE(opened.line(u"reason"_s)->text(), u"INC-1182"_s);
    QCOMPARE(opened.line(u"typedId"_s)->text(), u"12"_s);
    QCOMPARE(opened.find<ResultEdit>(u"result"_s)->bytes(), "{\"indexed\": 40}"_ba);
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY2(test::outcomeLine(opened).startsWith("Done"_L1), qPrintable(opened.receipt()));
}

void TestInterventionOutcome::aChangedActivityIsALostRaceAndSaysSo()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"too late"_s, u"12"_s);
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"1"_s);
    ExecutionDescription later = LeverWorld::ingest();
    later.pendingActivities.front().attempt = 18;
    world.server.setDescription(LeverWorld::ns, later);
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY2(test::outcomeLine(opened).startsWith("Lost race"_L1), qPrintable(opened.receipt()));
    QVERIFY2(test::outcomeLine(opened).contains("18"_L1), qPrintable(opened.receipt()));
    QCOMPARE(world.writes(), 0);
    QTest::mouseClick(opened.button(u"tryAgain"_s), Qt::LeftButton);
    QTRY_COMPARE(opened.fact(u"activityState"_s), u"Scheduled, attempt 18"_s);
}

void TestInterventionOutcome::outcomesAreCalledByTheirNames()
{
    QCOMPARE(outcomeName(Outcome::Done), u"Done"_s);
    QCOMPARE(outcomeName(Outcome::Refused), u"Refused"_s);
    QCOMPARE(outcomeName(Outcome::LostRace), u"Lost race"_s);
    QCOMPARE(outcomeName(Outcome::Unknown), u"Unknown"_s);
    QCOMPARE(outcomeName(Outcome::GivenUp), u"Given up"_s);
}

void TestInterventionOutcome::saysWhatChangedWhileItWasOpen()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    QVERIFY(opened.text(u"reading"_s).endsWith("unchanged"_L1));
    ExecutionDescription closed = LeverWorld::ingest();
    closed.execution.status = ExecutionStatus::Completed;
    closed.execution.closeTime = world.clock.utc();
    world.server.setDescription(LeverWorld::ns, closed);
    opened.fill(u"slow typist"_s, LeverWorld::workflowId);
    QTRY_VERIFY_WITH_TIMEOUT(opened.text(u"reading"_s).startsWith("Changed since this opened"_L1), 15'000);
    QVERIFY(!opened.canAct());
    QVERIFY(opened.text(u"needed"_s).contains("closed (completed)"_L1));
}

void TestInterventionOutcome::aForeignPrincipalIsFlagged()
{
    LeverWorld world;
    world.server.setPrincipal(u"kc-user-77"_s);
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QVERIFY(opened.pull(u"who was it"_s));
    QTRY_VERIFY(opened.hasReceipt());
    QCOMPARE(opened.fact(u"principal"_s), u"kc-user-77"_s);
    QVERIFY(test::shownTexts(*opened.dialog).contains(u"not you: somebody else did it"_s));
}

void TestInterventionOutcome::theResultIsSentByteForByte()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"by hand"_s, u"12"_s);
    const QString typed = u"{\"n\":18446744073709551615, \"z\": 1.10,\n \"a\" : \"x\u00a0y\"}"_s;
    QGuiApplication::clipboard()->setText(typed);
    opened.find<ResultEdit>(u"result"_s)->paste();
    QVERIFY(opened.canAct());
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QVERIFY2(test::outcomeLine(opened).startsWith("Done"_L1), qPrintable(opened.receipt()));
    const auto call = world.server.recorded(u"RespondActivityTaskCompletedById"_s).front();
    // As proto text writes bytes: octal for what isn't ASCII.
    const QString sent =
        u"{\\\"n\\\":18446744073709551615, \\\"z\\\": 1.10,\\n \\\"a\\\" : \\\"x\\302\\240y\\\"}"_s;
    QVERIFY2(call.request.contains(u"data: \"%1\""_s.arg(sent)), qPrintable(call.request));
}

void TestInterventionOutcome::twoDialogsOnOneRunAreOneCall()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    world.followsBrowser = false;
    const Opened first(world, test::terminateAct);
    const Opened second(world, test::terminateAct);
    QTRY_VERIFY(first.isRead() && second.isRead());
    first.fill(u"one"_s, LeverWorld::workflowId);
    second.fill(u"two"_s, LeverWorld::workflowId);
    first.act();
    QTRY_VERIFY(first.line(u"signInAddress"_s)->isVisible());
    QVERIFY(!second.canAct());
    QCOMPARE(second.text(u"needed"_s), u"Another intervention on this run is under way."_s);
    second.act();
    world.browser.open(world.addresses.last());
    QTRY_VERIFY(first.hasReceipt());
    QCOMPARE(world.writes(), 1);
    QVERIFY(!second.hasReceipt());
}

QTEST_MAIN(TestInterventionOutcome)
#include "tst_interventionoutcome.moc"
