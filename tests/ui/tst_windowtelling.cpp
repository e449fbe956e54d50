// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tellinghere.h"
#include "models/profile/quiet.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "tests/unit/app/notificationservice.h"
#include "ui/widgets/banner.h"
#include "ui/window/navigator.h"
#include "ui/window/noticebar.h"

#include <QAction>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A console on a desktop that shows notifications.
class TestWindowTelling final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }

    void aClickOpensTheQueueThatIsInDanger()
    {
        NotificationService desktop({u"actions"_s});
        QVERIFY(desktop.isThere);
        ConsoleWorld world;
        world.setBacklog(ConsoleWorld::ingest, 412, 0, 9min, 1, 1, 2);
        ShownWindow shown(world);
        TellingHere telling(*world.session);
        connect(&telling, &TellingHere::activated, &shown.window,
                [&](const std::optional<QueueKey> &key, const QByteArray &) {
                    shown.window.open(key.value_or(theCluster));
                });
        world.session->recorder().start();
        telling.start();
        QVERIFY(world.signIn());
        const auto told = [&] {
            return std::find_if(desktop.shown.begin(), desktop.shown.end(), [](const ShownBubble &bubble) {
                return bubble.title.endsWith(u": danger on stratmaster-prod / knowledge_ingest"_s);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(told() != desktop.shown.end(), 20'000);
        const auto id = static_cast<uint>(told() - desktop.shown.begin()) + 1;
        auto *pages = shown.window.findChild<Navigator *>();
        QCOMPARE(pages->place().page, Place::Page::Board);
        QTRY_VERIFY((Q_EMIT desktop.ActionInvoked(id, u"default"_s), QTest::qWait(10),
                     pages->place().page == Place::Page::Queue));
        QCOMPARE(pages->place().queue, ConsoleWorld::ingest.queue);
        shown.window.open({ConsoleWorld::prod, {}});
        QCOMPARE(pages->place().page, Place::Page::Board);
    }

    void theMenuTurnsItOff()
    {
        ConsoleWorld world;
        QVERIFY(world.signIn());
        ShownWindow shown(world);
        auto *action = shown.find<QAction>(u"tellDangers"_s);
        QVERIFY(action && action->isChecked());
        action->trigger();
        QVERIFY(isQuiet(world.profile.name));
        action->trigger();
        QVERIFY(!isQuiet(world.profile.name));
    }

    void whoCannotBeToldElsewhereIsSaid()
    {
        ConsoleWorld world;
        QVERIFY(world.signIn());
        ShownWindow shown(world);
        const QString sentence = u"pager can't be told of alerts: it answered 500"_s;
        Q_EMIT world.session->elsewhere().notice(sentence);
        auto *notices = shown.window.findChild<NoticeBar *>(u"notices"_s)->findChild<Banner *>();
        QVERIFY(!notices->isHidden());
        QCOMPARE(notices->sentence(), sentence);
    }
};

QTEST_MAIN(TestWindowTelling)
#include "tst_windowtelling.moc"
