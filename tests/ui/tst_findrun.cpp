// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/shownworkflows.h"

#include <QComboBox>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::manyRuns;
using Shown = test::ShownWorkflows;

class TestFindRun final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { test::putOnLook(); }
    void anIdLeadsToItsRun();
    void anAddressLeadsToItsRun();
    void aBeginningListsWhatBeginsSo();
    void whatIsNotFoundIsSaid();
    void severalNamespacesAreOffered();
    void comingBackSeeksNothingAgain();
};

void TestFindRun::anIdLeadsToItsRun()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(20));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.rows() > 0);
    QSignalSpy gone(&shown.page, &Page::go);
    const Execution run = manyRuns(20)[5];
    for (const QString &text : {u"  "_s + run.workflowId + u' ', run.runId}) {
        shown.run(text);
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(gone.takeFirst().first().value<Place>(),
                 Place::ofWorkflow(LeverWorld::ns, run.workflowId, run.runId));
        QVERIFY(shown.queryError().isEmpty());
    }
}

void TestFindRun::anAddressLeadsToItsRun()
{
    LeverWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QSignalSpy gone(&shown.page, &Page::go);
    shown.run(u"https://temporal.example/namespaces/other/workflows/a%2Fb/"
              "b1f3a0c2-6f0e-4f7c-9a53-0c7d1e882231/history"_s);
    QCOMPARE(gone.size(), 1);
    QCOMPARE(gone.first().first().value<Place>(),
             Place::ofWorkflow(u"other"_s, u"a/b"_s, u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e882231"_s));
}

void TestFindRun::aBeginningListsWhatBeginsSo()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(20));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.rows() > 0);
    QSignalSpy gone(&shown.page, &Page::go);
    shown.run(u"ingest-224"_s);
    QTRY_COMPARE(shown.query().text(), u"WorkflowId STARTS_WITH 'ingest-224'"_s);
    QTRY_COMPARE(shown.rows(), 10);
    QVERIFY(gone.isEmpty());
}

void TestFindRun::whatIsNotFoundIsSaid()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(3));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.rows() > 0);
    shown.run(u"no-such-run"_s);
    QTRY_VERIFY2(shown.queryError().contains(u"No workflow's id is “no-such-run” or begins with it"_s),
                 qPrintable(shown.queryError()));
    shown.page.refresh(); // a refresh of the list says nothing about it
    QTest::qWait(200);
    QVERIFY(!shown.queryError().isEmpty());
    QCOMPARE(shown.query().text(), u"no-such-run"_s);
    QVERIFY(shown.rows() > 0);
}

void TestFindRun::severalNamespacesAreOffered()
{
    LeverWorld world;
    NamespaceInfo here, there;
    here.name = LeverWorld::ns;
    there.name = u"elsewhere"_s;
    world.server.setNamespaces({here, there});
    world.server.setExecutions(here.name, manyRuns(3));
    world.server.setExecutions(there.name, manyRuns(2));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.find<QComboBox>(u"namespace"_s)->count(), 2);
    QTRY_VERIFY(shown.rows() > 0);
    shown.run(u"ingest"_s);
    QTRY_VERIFY(shown.find<QMenu>(u"foundIn"_s));
    auto *menu = shown.find<QMenu>(u"foundIn"_s);
    QCOMPARE(menu->actions().size(), 2);
    for (QAction *action : menu->actions())
        if (action->text() == there.name)
            action->trigger();
    menu->close();
    QTRY_COMPARE(shown.rows(), 2);
    QCOMPARE(shown.find<QComboBox>(u"namespace"_s)->currentText(), there.name);
}

/// Back leads to the page as it was, not through it.
void TestFindRun::comingBackSeeksNothingAgain()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(20));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.rows() > 0);
    QSignalSpy gone(&shown.page, &Page::go);
    shown.run(u"ingest-2236"_s);
    QTRY_COMPARE(gone.size(), 1);
    shown.page.setActive(false);
    shown.page.setActive(true);
    shown.page.setPlace(shown.page.place());
    QTest::qWait(300);
    QCOMPARE(gone.size(), 1);
}

QTEST_MAIN(TestFindRun)
#include "tst_findrun.moc"
