// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/window/navigator.h"

#include <QAction>
#include <QApplication>
#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

class TestWindowPlaces final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void forwardMakesThePageAgainAsItWas();
    void anotherWayEndsForward();
};

void TestWindowPlaces::forwardMakesThePageAgainAsItWas()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    const auto *forward = shown.find<QAction>(u"goForward"_s);
    Place queue = Place::ofQueue(ConsoleWorld::ingest);
    queue.range = std::chrono::minutes(360);
    pages->go(queue);
    QVERIFY(pages->place() == queue);
    const Place list = Place::ofWorkflows(ConsoleWorld::prod, u"WorkflowType='A'"_s);
    pages->go(list);
    QVERIFY(!forward->isEnabled());

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(pages->place() == Place::board());
    QTRY_VERIFY(!shown.find<QWidget>(u"queuePage"_s)); // it lives no longer, its place does
    QVERIFY(forward->isEnabled());

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::AltModifier);
    QVERIFY(pages->place() == queue);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::AltModifier);
    QVERIFY(pages->place() == list);
    QVERIFY(!forward->isEnabled());
}

void TestWindowPlaces::anotherWayEndsForward()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    pages->go(Place::ofQueue(ConsoleWorld::ingest));
    pages->back();
    QVERIFY(pages->canGoForward());
    pages->go(Place::ofWorkflows());
    QVERIFY(!pages->canGoForward());
    pages->back();
    QVERIFY(pages->canGoForward());
    world.tokens->signOut();
    QVERIFY(!pages->canGoForward());
}

QTEST_MAIN(TestWindowPlaces)
#include "tst_windowplaces.moc"
