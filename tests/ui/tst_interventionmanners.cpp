// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/openeddialog.h"
#include "ui/interventions/resultedit.h"

#include <QMessageBox>
#include <QPlainTextEdit>
#include <QScreen>
#include <QToolButton>

// What was typed is not lost unasked, and all of the dialog can be seen on a small screen.

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::Opened;

namespace {

/// Whether it lies wholly in the dialog and in what its scroll area shows.
bool isInSight(const QWidget &widget, const QWidget &dialog)
{
    const QRect seen = widget.visibleRegion().boundingRect();
    return widget.isVisible() && seen == widget.rect() &&
           dialog.rect().contains(QRect(widget.mapTo(&dialog, QPoint()), widget.size()));
}

} // namespace

class TestInterventionManners final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void escapeAsksBeforeTextIsLost();
    void escapeWithNothingTypedClosesAtOnce();
    void afterARefusalAResultIsAskedFor();
    void whatIsSentUnfoldsIntoView();
    void fitsASmallScreen_data();
    void fitsASmallScreen();
};

void TestInterventionManners::escapeAsksBeforeTextIsLost()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct);
    QTRY_VERIFY(opened.isRead());
    opened.line(u"reason"_s)->setText(u"INC-1182"_s);
    QTest::keyClick(opened.dialog, Qt::Key_Escape);
    QPointer question = opened.find<QMessageBox>(u"discardQuestion"_s);
    QVERIFY(question && question->isVisible());
    test::keepPictures(*question, u"discard"_s);
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(!question);
    QVERIFY(opened.dialog && opened.dialog->isVisible());
    QCOMPARE(opened.line(u"reason"_s)->text(), u"INC-1182"_s);
    opened.dialog->close();
    QVERIFY(opened.dialog && opened.dialog->isVisible());
    opened.discard();
    QTRY_VERIFY(!opened.dialog);
}

void TestInterventionManners::escapeWithNothingTypedClosesAtOnce()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    QTest::keyClick(opened.dialog, Qt::Key_Escape);
    QTRY_VERIFY(!opened.dialog);
}

void TestInterventionManners::afterARefusalAResultIsAskedFor()
{
    LeverWorld world(Environment::Staging);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-1182"_s, {});
    opened.find<ResultEdit>(u"result"_s)->setPlainText(u"{\"long\": \"work\"}"_s);
    world.server.failNext(u"RespondActivityTaskCompletedById"_s, u"PERMISSION_DENIED"_s);
    opened.act();
    QTRY_VERIFY(opened.hasReceipt());
    QTest::keyClick(opened.dialog, Qt::Key_Escape);
    QVERIFY(opened.dialog && opened.find<QMessageBox>(u"discardQuestion"_s));
    opened.discard();
    QTRY_VERIFY(!opened.dialog);
}

void TestInterventionManners::whatIsSentUnfoldsIntoView()
{
    LeverWorld world(Environment::Staging);
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    QVERIFY(QTest::qWaitForWindowExposed(opened.dialog, 30'000));
    opened.dialog->setMaximumHeight(520); // a small screen's
    auto *toggle = opened.find<QToolButton>(u"whatIsSent"_s);
    toggle->setFocus();
    toggle->click();
    QTRY_VERIFY(isInSight(*opened.find<QPlainTextEdit>(u"wholeCommand"_s), *opened.dialog));
}

void TestInterventionManners::fitsASmallScreen_data()
{
    QTest::addColumn<int>("height");
    QTest::newRow("900") << 900;
    QTest::newRow("700") << 700;
    QTest::newRow("600") << 600;
}

void TestInterventionManners::fitsASmallScreen()
{
    QFETCH(const int, height);
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    opened.find<QToolButton>(u"whatIsSent"_s)->click();
    QVERIFY2(opened.dialog->minimumSizeHint().height() <= height,
             qPrintable(QString::number(opened.dialog->minimumSizeHint().height())));
    opened.dialog->setMaximumHeight(height);
    QTRY_COMPARE(opened.dialog->height() <= height, true);
    for (const QString &name : {u"keep"_s, u"act"_s})
        QTRY_VERIFY2(isInSight(*opened.button(name), *opened.dialog), qPrintable(name));
    QTRY_VERIFY(opened.dialog->frameGeometry().bottom() <=
                opened.dialog->screen()->availableGeometry().bottom());
}

QTEST_MAIN(TestInterventionManners)
#include "tst_interventionmanners.moc"
