// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/widgets/page.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/navigator.h"

#include <QSet>
#include <QTest>
#include <QTimer>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What goes on in this process by itself: which clocks go, and what is painted.
class Activity final : public QObject
{
public:
    Activity()
    {
        qApp->installEventFilter(this);
        m_second.start(1s);
    }

    bool eventFilter(QObject *receiver, QEvent *event) override
    {
        const auto *timer = event->type() == QEvent::Timer ? qobject_cast<QTimer *>(receiver) : nullptr;
        if (timer == &m_second)
            ++m_seconds;
        else if (timer && !timer->isSingleShot())
            m_clocks.insert(timer);
        m_paints += event->type() == QEvent::Paint;
        return false;
    }
    /// What there is in so many seconds from now.
    [[nodiscard]] bool watch(int seconds)
    {
        m_clocks.clear();
        m_paints = 0;
        m_seconds = 0;
        return QTest::qWaitFor([this, seconds] { return m_seconds > seconds; });
    }
    [[nodiscard]] const QSet<const QTimer *> &clocks() const { return m_clocks; }
    [[nodiscard]] int paints() const { return m_paints; }

private:
    QTimer m_second; // as exact as those of a window
    QSet<const QTimer *> m_clocks;
    int m_paints = 0;
    int m_seconds = 0;
};

} // namespace

class TestWindowIdle final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void nothingGoesOnInAMinimisedWindow_data();
    void nothingGoesOnInAMinimisedWindow();
};

void TestWindowIdle::nothingGoesOnInAMinimisedWindow_data()
{
    QTest::addColumn<Place>("place");
    QTest::newRow("board") << Place::board();
    QTest::newRow("queue") << Place::ofQueue(ConsoleWorld::ingest);
    QTest::newRow("workflows") << Place::ofWorkflows(ConsoleWorld::prod, u"ExecutionStatus='Running'"_s);
    QTest::newRow("workflow") << Place::ofWorkflow(ConsoleWorld::prod, u"ingest-2200"_s, {});
}

void TestWindowIdle::nothingGoesOnInAMinimisedWindow()
{
    QFETCH(const Place, place);
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Activity activity;
    QVERIFY(activity.watch(3));
    const QSet<const QTimer *> ofTheSession = activity.clocks();

    ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    pages->go(place);
    QTRY_VERIFY(pages->page()->readAt());
    const auto *age = shown.find<PlainLabel>(u"dataAge"_s);
    QTRY_VERIFY2(age->text().startsWith("data "_L1), qPrintable(age->text()));
    QVERIFY(activity.watch(1));
    QVERIFY(!(activity.clocks() - ofTheSession).isEmpty());

    shown.window.showMinimized();
    QVERIFY(activity.watch(1)); // what was on its way has come
    const QString before = age->text();
    world.clock.advance(5min);
    QVERIFY(activity.watch(2));
    QVERIFY((activity.clocks() - ofTheSession).isEmpty());
    QCOMPARE(activity.paints(), 0);
    QCOMPARE(age->text(), before);

    shown.window.showNormal();
    QVERIFY(activity.watch(1));
    QVERIFY(!(activity.clocks() - ofTheSession).isEmpty());
}

QTEST_MAIN(TestWindowIdle)
#include "tst_windowidle.moc"
