// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/telling.h"

#include "models/alerts/alertmarks.h"
#include "models/store/storekeeper.h"
#include "tests/unit/alerts/alertworld.h"

#include <QTemporaryDir>

// What a person is told: by the engine's own words, which are given as it would say them.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct TellingWorld : AlertWorld
{
    TellingWorld()
    {
        serve();
        begin();
        telling = std::make_unique<Telling>(*alerts, marks, clock, u"eu"_s);
        QObject::connect(telling.get(), &Telling::told, telling.get(),
                         [this](const Bubble &bubble) { bubbles.push_back(bubble); });
    }
    void start()
    {
        telling->start(store());
        lookAtMarks();
        // It is ready once what it waits for was told.
        say(u"canary"_s, AlertState::Firing);
        QTRY_VERIFY((telling->tick(true), !bubbles.empty()));
        say(u"canary"_s, AlertState::Inactive);
        telling->tick(true);
        clock.advance(1h);
        bubbles.clear();
    }
    void lookAtMarks()
    {
        clock.advance(AlertMarks::readEvery);
        marks.tick();
        QTRY_VERIFY(marks.isRead());
    }
    [[nodiscard]] QString store() const { return folder.filePath(u"past.sqlite"_s); }

    void say(const QString &queue, AlertState state, Signal signal = Signal::Danger,
             const QString &reason = u"over 100 for 5 m 00 s"_s)
    {
        sayOf({u"ns"_s, queue}, RuleKind::Backlog, u"backlog"_s, state, signal, reason);
    }
    void sayOf(const QueueKey &key, RuleKind kind, const QString &rule, AlertState state, Signal signal,
               const QString &reason)
    {
        AlertChange change;
        change.at = clock.utc();
        change.alert.rule = rule;
        change.alert.kind = kind;
        change.alert.key = key;
        change.alert.state = state;
        change.alert.signal = signal;
        change.alert.since = clock.utc() - 5min;
        change.reason = reason;
        Q_EMIT alerts->told(change);
    }
    [[nodiscard]] QStringList titles() const
    {
        QStringList titles;
        for (const Bubble &bubble : bubbles)
            titles << bubble.title;
        return titles;
    }

    QTemporaryDir folder;
    AlertMarks marks{store(), clock};
    std::unique_ptr<Telling> telling;
    std::vector<Bubble> bubbles;
};

} // namespace

class TestTelling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDangerIsToldOnceAndItsEndOnce()
    {
        TellingWorld world;
        world.start();
        world.say(u"ns.orders"_s, AlertState::Pending, Signal::Caution);
        world.telling->tick(true);
        QVERIFY(world.bubbles.empty());
        world.say(u"ns.orders"_s, AlertState::Firing);
        for (int i = 0; i < 3; ++i)
            world.telling->tick(true);
        QCOMPARE(world.bubbles.size(), std::size_t(1));
        QCOMPARE(world.bubbles[0].title, u"eu: danger on ns / orders"_s);
        QCOMPARE(world.bubbles[0].text, u"backlog: over 100 for 5 m 00 s"_s);
        QCOMPARE(world.bubbles[0].opens, (QueueKey{u"ns"_s, u"ns.orders"_s}));
        QVERIFY(world.bubbles[0].isDanger);
        // A gap in the data, after which it is the same.
        world.say(u"ns.orders"_s, AlertState::Unknown, Signal::Unknown);
        world.say(u"ns.orders"_s, AlertState::Firing);
        world.telling->tick(true);
        QCOMPARE(world.bubbles.size(), std::size_t(1));
        world.say(u"ns.orders"_s, AlertState::Inactive, Signal::Clear);
        world.telling->tick(true);
        world.telling->tick(true);
        QCOMPARE(world.titles().mid(1), QStringList{u"eu: backlog on ns / orders has ended"_s});
        QVERIFY(!world.bubbles[1].isDanger);
    }

    void beyondThreeThereIsOne()
    {
        TellingWorld world;
        world.start();
        for (int i = 0; i < 8; ++i)
            world.say(u"q%1"_s.arg(i), AlertState::Firing);
        world.telling->tick(true);
        QCOMPARE(world.titles(), (QStringList{u"eu: danger on ns / q0"_s, u"eu: danger on ns / q1"_s,
                                              u"eu: danger on ns / q2"_s, u"eu: 5 more in trouble"_s}));
        QCOMPARE(world.bubbles[3].text, u"ns / q3, ns / q4, ns / q5, ns / q6, ns / q7"_s);
        // A storm goes on: no more than that in a minute, and nothing is lost.
        for (int i = 8; i < 508; ++i) {
            world.clock.advance(50ms);
            world.say(u"q%1"_s.arg(i), AlertState::Firing);
            world.telling->tick(true);
        }
        QCOMPARE(world.bubbles.size(), std::size_t(4));
        world.clock.advance(1min);
        world.telling->tick(true);
        QCOMPARE(world.bubbles.size(), std::size_t(8));
        QCOMPARE(world.bubbles[7].title, u"eu: 497 more in trouble"_s);
        QVERIFY2(world.bubbles[7].text.endsWith(u"and 492 more"_s), qPrintable(world.bubbles[7].text));
    }

    void nothingElseWhileTheClusterDoesNotAnswer()
    {
        TellingWorld world;
        world.start();
        const auto away = [&](AlertState state) {
            world.sayOf(theCluster, RuleKind::Unreachable, u"gone"_s, state, Signal::Danger,
                        u"no answer for 31 s"_s);
        };
        away(AlertState::Firing);
        world.say(u"q"_s, AlertState::Firing);
        world.telling->tick(true);
        world.telling->tick(true);
        QCOMPARE(world.titles(), QStringList{u"eu: danger on the cluster"_s});
        away(AlertState::Inactive);
        world.telling->tick(true);
        QCOMPARE(world.titles().mid(1),
                 (QStringList{u"eu: danger on ns / q"_s, u"eu: gone on the cluster has ended"_s}));
    }

    void whatIsNoDangerIsNotTold()
    {
        TellingWorld world;
        world.start();
        world.say(u"ghosts"_s, AlertState::Firing, Signal::Caution);
        world.telling->tick(true);
        world.say(u"ghosts"_s, AlertState::Inactive, Signal::Clear);
        world.telling->tick(true);
        QVERIFY(world.bubbles.empty());
    }

    void whoDoesNotRecordDoesNotTell()
    {
        TellingWorld world;
        world.start();
        world.say(u"q"_s, AlertState::Firing);
        world.telling->tick(false); // the other one told it
        world.telling->tick(true);
        QVERIFY(world.bubbles.empty());
        world.say(u"q"_s, AlertState::Inactive, Signal::Clear);
        world.telling->tick(true);
        QCOMPARE(world.titles(), QStringList{u"eu: backlog on ns / q has ended"_s});
    }

    void whoRecordsIsWaitedFor()
    {
        TellingWorld world;
        world.start();
        world.say(u"q"_s, AlertState::Firing);
        world.telling->tick(std::nullopt);
        QVERIFY(world.bubbles.empty());
        world.telling->tick(true);
        QCOMPARE(world.bubbles.size(), std::size_t(1));
    }

    void whatWasToldBeforeAStartIsNotToldAgain()
    {
        TellingWorld world;
        {
            StoreKeeper keeper(world.store());
            const Instant now = world.clock.utc();
            StoreBatch batch;
            const auto fired = [&](const QString &queue, AlertState state, Milliseconds ago) {
                batch.transitions.push_back(
                    {now - ago, u"backlog"_s, {u"ns"_s, queue}, TaskType::Workflow, state, 150});
            };
            fired(u"same"_s, AlertState::Firing, 3min);
            fired(u"ended"_s, AlertState::Firing, 3min);
            fired(u"ended"_s, AlertState::Inactive, 2min);
            fired(u"older"_s, AlertState::Firing, 2h); // it has ended while nobody watched
            QCOMPARE(keeper.keep(std::move(batch), now).state, Kept::State::Recording);
        }
        for (const QString &queue : {u"same"_s, u"ended"_s, u"older"_s})
            world.say(queue, AlertState::Firing); // since five minutes ago
        world.telling->start(world.store());
        world.lookAtMarks();
        QTRY_VERIFY((world.telling->tick(true), !world.bubbles.empty()));
        QCOMPARE(world.titles(), (QStringList{u"eu: danger on ns / ended"_s, u"eu: danger on ns / older"_s}));
        world.say(u"same"_s, AlertState::Inactive, Signal::Clear);
        world.telling->tick(true);
        QCOMPARE(world.titles().last(), u"eu: backlog on ns / same has ended"_s);
    }

    void anotherPersonIsToldAnew()
    {
        TellingWorld world;
        world.start();
        world.sayOf(theCluster, RuleKind::Unreachable, u"gone"_s, AlertState::Firing, Signal::Danger, {});
        world.say(u"q"_s, AlertState::Firing);
        world.telling->tick(true);
        world.telling->forget();
        world.say(u"q"_s, AlertState::Firing);
        world.telling->tick(true);
        QCOMPARE(world.titles(), (QStringList{u"eu: danger on the cluster"_s, u"eu: danger on ns / q"_s}));
    }

    void aSnoozedDangerIsNotTold()
    {
        TellingWorld world;
        world.start();
        const auto snoozed = [&world](const QString &queue) {
            Alert alert;
            alert.rule = u"backlog"_s;
            alert.key = {u"ns"_s, queue};
            world.marks.snoozeUntil(alert, world.clock.utc() + 30min);
            QTRY_VERIFY(world.marks.snooze(keyOf(alert)));
        };
        snoozed(u"q"_s);
        world.say(u"q"_s, AlertState::Firing);
        world.say(u"other"_s, AlertState::Firing);
        world.telling->tick(true);
        QCOMPARE(world.titles(), QStringList{u"eu: danger on ns / other"_s});
        world.say(u"q"_s, AlertState::Inactive, Signal::Clear);
        world.telling->tick(true);
        QCOMPARE(world.titles().size(), 1);
        snoozed(u"other"_s); // of one that was told, the end is not
        world.telling->tick(true);
        world.say(u"other"_s, AlertState::Inactive, Signal::Clear);
        world.telling->tick(true);
        QCOMPARE(world.titles().size(), 1);
    }

    void whatIsADangerAfterItsSnoozeIsTold()
    {
        TellingWorld world;
        world.start();
        world.visible = {world.busy};
        world.setQueue(world.busy, 150, 0, 400s);
        world.live(30s);
        const auto isBacklog = [](const Alert &alert) { return alert.rule == u"backlog"_s; };
        const std::vector<Alert> standing = world.alerts->alerts();
        const auto backlog = std::find_if(standing.begin(), standing.end(), isBacklog);
        QVERIFY(backlog != standing.end() && backlog->signal == Signal::Danger);
        const auto told = [&world] { return world.titles().count(u"eu: danger on ns / busy"_s); };
        world.telling->tick(true);
        const auto before = told();
        QVERIFY(before > 0);
        world.marks.snoozeUntil(*backlog, world.clock.utc() + 2min);
        QTRY_VERIFY(world.marks.snooze(keyOf(*backlog)));
        world.telling->tick(true);
        world.live(60s);
        world.telling->tick(true);
        QCOMPARE(told(), before);
        world.live(61s);
        world.telling->tick(true);
        world.telling->tick(true);
        QCOMPARE(told(), before + 1);
    }

    void whatOthersWroteIsMadeSafe()
    {
        TellingWorld world;
        world.start();
        world.say(u"q\u202e\n<b>"_s, AlertState::Firing);
        world.telling->tick(true);
        QVERIFY2(world.bubbles[0].title.contains(u"‹U+202E›"_s), qPrintable(world.bubbles[0].title));
        QVERIFY(!world.bubbles[0].title.contains(u'\n'));
    }
};

QTEST_GUILESS_MAIN(TestTelling)
#include "tst_telling.moc"
