// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/openeddialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QScrollBar>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::Opened;

// What must be typed is shown whole, can be copied, and what was copied is accepted.

class TestInterventionIds final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void whatItsCopyButtonCopiesIsAccepted_data();
    void whatItsCopyButtonCopiesIsAccepted();
    void aLongIdIsShownWhole();
    void anActivitysLeverAsksForItsId();
    void pictures();
};

void TestInterventionIds::whatItsCopyButtonCopiesIsAccepted_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("emoji with U+FE0F") << u"ok-\u2714\ufe0f"_s;
    QTest::newRow("emoji joined") << u"\U0001F469\u200D\U0001F4BB-7"_s;
    QTest::newRow("two lines") << u"a\nb"_s;
    QTest::newRow("left-to-right mark") << u"a\u200eb"_s;
    QTest::newRow("Hebrew") << u"\u05d0\u05d1-7"_s;
    QTest::newRow("long") << QString(900, u'x') + u"\ufe0f"_s;
}

void TestInterventionIds::whatItsCopyButtonCopiesIsAccepted()
{
    QFETCH(const QString, id);
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    run.execution.workflowId = id;
    world.serve(run);
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct, {}, id);
    QTRY_VERIFY(opened.isRead());
    opened.fill(u"INC-7"_s, {});
    QVERIFY(!opened.canAct());
    opened.find<CopyButton>(u"copyTypedId"_s)->click();
    opened.line(u"typedId"_s)->paste();
    QVERIFY(opened.canAct());
    // So is what is marked and copied by hand where it is shown.
    opened.line(u"typedId"_s)->clear();
    auto *whole = opened.find<QPlainTextEdit>(u"wholeId"_s);
    whole->selectAll();
    whole->copy();
    opened.line(u"typedId"_s)->paste();
    QVERIFY(opened.canAct());
    opened.line(u"typedId"_s)->setText(id);
    QVERIFY(opened.canAct());
}

void TestInterventionIds::aLongIdIsShownWhole()
{
    const QString id = u"ingest-"_s + QString(200, u'7');
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    run.execution.workflowId = id;
    world.serve(run);
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct, {}, id);
    QTRY_VERIFY(opened.isRead());
    const auto *whole = opened.find<QPlainTextEdit>(u"wholeId"_s);
    QCOMPARE(whole->toPlainText(), id);
    QTRY_COMPARE(whole->verticalScrollBar()->maximum(), 0);
    QVERIFY(whole->width() < opened.dialog->width());
}

void TestInterventionIds::anActivitysLeverAsksForItsId()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    const Opened opened(world, test::completeAct, u"12"_s);
    QTRY_VERIFY(opened.isRead());
    QVERIFY(test::shownTexts(*opened.dialog).contains(u"Type the activity id"_s));
    opened.fill(u"INC-7"_s, LeverWorld::workflowId);
    QVERIFY(opened.text(u"needed"_s).contains("the activity id, typed"_L1));
    opened.fill(u"INC-7"_s, u"12"_s);
    QVERIFY(!opened.text(u"needed"_s).contains("typed"_L1));
}

void TestInterventionIds::pictures()
{
    const QString id = u"ingest-"_s + QString(200, u'7') + u"\u2714\ufe0f"_s;
    LeverWorld world;
    ExecutionDescription run = LeverWorld::ingest();
    run.execution.workflowId = id;
    world.serve(run);
    QVERIFY(world.signIn());
    const Opened opened(world, test::terminateAct, {}, id);
    QTRY_VERIFY(opened.isRead());
    test::keepPictures(*opened.dialog, u"terminate-long-id"_s);
}

QTEST_MAIN(TestInterventionIds)
#include "tst_interventionids.moc"
