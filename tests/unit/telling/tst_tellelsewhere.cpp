// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/telling/tellingworld.h"

#include <QFile>

// What is told elsewhere, and what is not: by the engine's own words, which are given as it would say them,
// and a store that outlives consoles.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct ElsewhereWorld : AlertWorld
{
    ElsewhereWorld()
    {
        runbook = Runbook::parse("version = 1\n[[queue]]\nname = 'busy'\nowner = 'Orders team'\n"
                                 "[[alert]]\nkind = 'no_pollers'\nenabled = false\n",
                                 u"r"_s)
                      .value();
        serve();
        begin();
        console = open();
    }
    [[nodiscard]] std::unique_ptr<TellingConsole> open()
    {
        return std::make_unique<TellingConsole>(*this, store(), receivers, pager);
    }
    [[nodiscard]] QString store() const { return folder.filePath(u"eu/past.sqlite"_s); }
    /// Until what is to be told is in the store.
    void waitUntilDecided() { QTRY_VERIFY((live(10s), !readMessages(store()).value().empty())); }
    void restart()
    {
        console.reset();
        clock.advance(1min);
        console = open();
    }
    void say(const QueueKey &key, AlertState state, Signal signal = Signal::Danger)
    {
        console->say(change(key, state, clock.utc(), signal));
    }
    /// Time goes on, and the disk keeps up with it.
    void live(Milliseconds duration = 20s)
    {
        for (Milliseconds at = 0ms; at < duration; at += 10s) {
            clock.advance(10s);
            console->tick();
            QTest::qWait(60);
        }
    }
    /// Until so many were told; then whether there are no more.
    void verifyTold(const QStringList &expected)
    {
        const auto told = [this] { return tell(); };
        [[maybe_unused]] const bool isThere = QTest::qWaitFor(
            [&] {
                clock.advance(10s);
                console->tick();
                return told().size() >= expected.size();
            },
            10'000);
        live(60s);
        QCOMPARE(told(), expected);
    }
    [[nodiscard]] QStringList tell() const
    {
        QStringList words;
        for (const Message &message : pager.told) {
            const QJsonObject object = objectOf(message.body);
            words << message.receiver + u' ' + object[u"to"_s].toString() + u' ' +
                         (object[u"queue"_s].isString()       ? object[u"queue"_s].toString()
                          : object[u"namespace"_s].isString() ? object[u"namespace"_s].toString()
                                                              : u"cluster"_s);
        }
        return words;
    }

    QTemporaryDir folder;
    std::vector<Receiver> receivers{receiverOf(u"pager"_s)};
    Pager pager;
    std::unique_ptr<TellingConsole> console;
    const QueueKey q{u"ns"_s, u"q"_s}; ///< which the engine does not know
};

const QString qFired = u"pager firing q"_s;
const QString qEnded = u"pager inactive q"_s;

} // namespace

class TestTellElsewhere : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsToldOnceAndItsEndOnce()
    {
        ElsewhereWorld world;
        world.live();
        world.say(world.q, AlertState::Pending, Signal::Caution);
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired});
        // A gap in the data, after which it is the same.
        world.say(world.q, AlertState::Unknown, Signal::Unknown);
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired});
        world.say(world.q, AlertState::Inactive, Signal::Clear);
        world.verifyTold({qFired, qEnded});
        QCOMPARE(world.pager.told[0].occurrence, world.pager.told[1].occurrence);
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired, qEnded, qFired});
        QVERIFY(world.pager.told[2].occurrence != world.pager.told[0].occurrence);
    }

    void aStartTellsNothingAgain()
    {
        ElsewhereWorld world;
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired});
        world.restart();
        world.say(world.q, AlertState::Firing); // before the store is read
        world.verifyTold({qFired});
        world.say(world.q, AlertState::Inactive, Signal::Clear);
        world.verifyTold({qFired, qEnded});
        world.restart();
        world.live(1min);
        QCOMPARE(world.tell(), (QStringList{qFired, qEnded}));
    }

    void whatIsSnoozedIsToldWhenItsSnoozeHasEnded()
    {
        ElsewhereWorld world;
        world.live();
        const Alert alert = change(world.q, AlertState::Firing, world.clock.utc()).alert;
        world.console->marks.snoozeUntil(alert, world.clock.utc() + 30min);
        QTRY_VERIFY((world.live(10s), world.console->marks.snooze(keyOf(alert)).has_value()));
        world.say(world.q, AlertState::Firing);
        world.live(2min);
        QCOMPARE(world.tell(), QStringList());
        world.restart();
        world.say(world.q, AlertState::Firing); // before the marks are read
        world.live(2min);
        QCOMPARE(world.tell(), QStringList());
        world.clock.advance(30min);
        world.verifyTold({qFired});
    }

    void whatWasDecidedAndNotSentIsSentByTheNext()
    {
        ElsewhereWorld world;
        world.live();
        world.pager.hangs = true;
        world.say(world.q, AlertState::Firing);
        world.waitUntilDecided();
        world.pager.hangs = false;
        world.restart();
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired});
    }

    void whatEndedWhileNobodyWatchedIsTold()
    {
        ElsewhereWorld world;
        world.say(world.busy, AlertState::Firing);
        world.verifyTold({u"pager firing ns.busy"_s});
        world.restart(); // and the engine finds nothing the matter
        world.verifyTold({u"pager firing ns.busy"_s, u"pager inactive ns.busy"_s});
    }

    void whatIsNotWatchedAnyMoreHasEnded()
    {
        ElsewhereWorld world;
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired});
        world.restart();
        world.live(1min);
        QCOMPARE(world.tell(), QStringList{qFired}); // it may still be found
        world.clock.advance(TellElsewhere::unseenAfter);
        world.verifyTold({qFired, qEnded});
        QCOMPARE(objectOf(world.pager.told[1].body)[u"reason"_s], u"it is not watched any more"_s);
    }

    void ofTwoConsolesOneTells()
    {
        ElsewhereWorld world;
        world.live();
        Pager other;
        TellingConsole second(world, world.folder.filePath(u"eu/past.sqlite"_s), world.receivers, other);
        QTRY_VERIFY(second.recorder.state() == Kept::State::Elsewhere);
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired});
        second.tick();
        world.console.reset();
        QTRY_VERIFY_WITH_TIMEOUT(second.recorder.state() == Kept::State::Recording, 30'000);
        const auto live = [&] {
            world.clock.advance(10s);
            second.tick();
        };
        for (int i = 0; i < 10; ++i) {
            live();
            QTest::qWait(50);
        }
        QVERIFY2(other.told.empty(), "it was told already");
        second.say(change(world.q, AlertState::Inactive, world.clock.utc(), Signal::Clear));
        QTRY_COMPARE((live(), other.told.size()), std::size_t(1));
        QCOMPARE(other.told[0].occurrence, world.pager.told[0].occurrence);
    }

    void nothingElseWhileTheClusterDoesNotAnswer()
    {
        ElsewhereWorld world;
        world.live();
        world.say(theCluster, AlertState::Firing);
        world.say(world.q, AlertState::Firing);
        world.verifyTold({u"pager firing cluster"_s});
        world.say(theCluster, AlertState::Inactive, Signal::Clear);
        world.verifyTold({u"pager firing cluster"_s, u"pager inactive cluster"_s, qFired});
    }

    void eachChoosesWhatItIsTold()
    {
        ElsewhereWorld world;
        Receiver all = receiverOf(u"all"_s);
        all.severities = {Signal::Danger, Signal::Caution};
        Receiver some = receiverOf(u"some"_s);
        some.namespaces = {u"o*"_s};
        Receiver team = receiverOf(u"team"_s);
        team.owners = {u"Orders*"_s};
        world.receivers = {all, some, team};
        world.restart();
        world.say(world.q, AlertState::Firing, Signal::Caution);
        world.say({u"other"_s, u"o"_s}, AlertState::Firing);
        world.say({u"ns"_s, u"ns.busy"_s}, AlertState::Firing);
        QTRY_VERIFY((world.live(10s), world.pager.told.size() >= 5));
        world.say(theCluster, AlertState::Firing);
        QTRY_VERIFY((world.live(10s), world.pager.told.size() >= 8));
        QStringList told = world.tell();
        told.sort();
        QCOMPARE(told, (QStringList{u"all firing cluster"_s, u"all firing ns.busy"_s, u"all firing o"_s,
                                    u"all firing q"_s, u"some firing cluster"_s, u"some firing o"_s,
                                    u"team firing cluster"_s, u"team firing ns.busy"_s}));
    }

    void whatWasGivenUpIsToldAnewIfItStillFires()
    {
        ElsewhereWorld world;
        world.live();
        world.pager.fails = Error{ErrorKind::Internal, u"no"_s, {}, {}, {}};
        world.say(world.q, AlertState::Firing);
        world.waitUntilDecided();
        const QString before = readMessages(world.store())->front().occurrence;
        const auto isGivenUp = [&] { return !world.console->notices.filter(u"given up"_s).isEmpty(); };
        world.clock.advance(24h);
        QTRY_VERIFY((world.live(10s), isGivenUp()));
        world.pager.fails.reset();
        world.verifyTold({qFired});
        QVERIFY(world.pager.told[0].occurrence != before);
    }

    void whatWasGivenUpIsNotTakenForWhatFiresSince()
    {
        ElsewhereWorld world;
        world.live();
        world.pager.fails = Error{ErrorKind::Internal, u"no"_s, {}, {}, {}};
        world.say(world.q, AlertState::Firing);
        world.waitUntilDecided();
        world.clock.advance(12h);
        world.say(world.q, AlertState::Inactive, Signal::Clear);
        world.say(world.q, AlertState::Firing);
        QTRY_COMPARE((world.live(10s), readMessages(world.store())->size()), std::size_t(3));
        world.clock.advance(12h);
        QTRY_COMPARE((world.live(10s), readMessages(world.store())->size()), std::size_t(1));
        world.pager.fails.reset();
        world.verifyTold({qFired});
    }

    void whatWasForAReceiverThatIsGoneIsDroppedAndSaid()
    {
        ElsewhereWorld world;
        world.live();
        world.pager.fails = Error{ErrorKind::Internal, u"no"_s, {}, {}, {}};
        world.say(world.q, AlertState::Firing);
        world.waitUntilDecided();
        world.pager.fails.reset();
        world.receivers = {receiverOf(u"other"_s)};
        world.restart();
        QTRY_COMPARE((world.live(10s), world.console->notices.size()), 1);
        QTRY_VERIFY(readMessages(world.store()).value().empty());
        QVERIFY(world.console->notices[0].startsWith(u"1 messages were for receivers that"_s));
        QVERIFY(world.pager.told.empty());
        world.restart();
        world.live();
        QVERIFY(world.console->notices.isEmpty());
    }

    void whereNothingCanBeKeptNobodyIsTold()
    {
        ElsewhereWorld world;
        world.console.reset();
        const QString blocked = world.folder.filePath(u"blocked"_s);
        QFile inTheWay(blocked);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        world.console = std::make_unique<TellingConsole>(world, blocked + u"/past.sqlite"_s, world.receivers,
                                                         world.pager);
        QTRY_VERIFY(world.console->recorder.state() == Kept::State::Failed);
        world.say(world.q, AlertState::Firing);
        world.live();
        QVERIFY(world.pager.told.empty());
        QCOMPARE(world.console->notices.size(), 1);
        QVERIFY(inTheWay.remove());
        QTRY_VERIFY_WITH_TIMEOUT(world.console->recorder.state() == Kept::State::Recording, 30'000);
        world.verifyTold({qFired});
    }

    void anotherPersonsAlertsAreTheSameOnes()
    {
        ElsewhereWorld world;
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired});
        world.console->elsewhere->forget();
        world.say(world.q, AlertState::Firing);
        world.verifyTold({qFired});
    }

    void whatTheEngineFindsIsTold()
    {
        ElsewhereWorld world;
        world.console->tick();
        QTRY_VERIFY(world.console->recorder.state() == Kept::State::Recording);
        world.live();
        world.setQueue(world.busy, 150, 0, 400s);
        world.AlertWorld::live(60s);
        world.verifyTold({u"pager firing ns.busy"_s});
        QCOMPARE(objectOf(world.pager.told[0].body)[u"owner"_s], u"Orders team"_s);
        world.setQueue(world.busy, 0, 0);
        world.AlertWorld::live(120s);
        world.verifyTold({u"pager firing ns.busy"_s, u"pager inactive ns.busy"_s});
    }
};

QTEST_GUILESS_MAIN(TestTellElsewhere)
#include "tst_tellelsewhere.moc"
