// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertmarks.h"

#include "models/base/dispatcher.h"
#include "models/store/storekeeper.h"
#include "tests/fake/fakeclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

/// A profile with two consoles.
struct MarkWorld
{
    MarkWorld()
    {
        alert.rule = u"backlog"_s;
        alert.key = {u"ns"_s, u"ns.orders"_s};
        alert.state = AlertState::Firing;
        alert.since = clock.utc() - 5min;
        mine.setPerson(u"ada"_s);
        theirs.setPerson(u"bob"_s);
        look();
    }
    /// Five seconds later, in both.
    void look()
    {
        clock.advance(AlertMarks::readEvery);
        for (AlertMarks *marks : {&mine, &theirs}) {
            marks->tick();
            QTRY_VERIFY(marks->isRead());
        }
        settle();
    }
    void settle() { QTest::qWait(30); }
    [[nodiscard]] bool isSnoozed(const AlertMarks &marks) const
    {
        return marks.snooze(keyOf(alert)).has_value();
    }
    void recordEnd()
    {
        StoreKeeper keeper(path);
        StoreBatch batch;
        batch.transitions.push_back(
            {clock.utc(), alert.rule, alert.key, alert.type, AlertState::Inactive, std::nullopt});
        QCOMPARE(keeper.keep(std::move(batch), clock.utc()).state, Kept::State::Recording);
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(u"past.sqlite"_s);
    fake::FakeClock clock;
    Alert alert;
    AlertMarks mine{path, clock};
    AlertMarks theirs{path, clock};
};

} // namespace

class TestAlertMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void anAcknowledgementIsOfWhatGoesOn()
    {
        MarkWorld world;
        QVERIFY(!world.mine.acknowledgement(world.alert));
        world.mine.acknowledge(world.alert);
        QVERIFY2(!world.mine.acknowledgement(world.alert), "only what is in the store counts");
        QTRY_VERIFY(world.mine.acknowledgement(world.alert));
        QCOMPARE(world.mine.acknowledgement(world.alert)->person, u"ada"_s);
        Alert other = world.alert;
        other.type = TaskType::Activity;
        QVERIFY(!world.mine.acknowledgement(other));
        Alert seenLater = world.alert;
        seenLater.since = *world.alert.since + 20s; // by another console's looks
        QVERIFY(world.mine.acknowledgement(seenLater));
        Alert next = world.alert;
        next.since = world.clock.utc() + 1s;
        QVERIFY2(!world.mine.acknowledgement(next), "it begins anew");
        world.mine.acknowledgeNoMore(world.alert);
        QTRY_VERIFY(!world.mine.acknowledgement(world.alert));
    }

    void whatHasEndedTakesItsMarksWithIt()
    {
        MarkWorld world;
        world.mine.acknowledge(world.alert);
        world.mine.note(world.alert, u"orders' deploy"_s);
        QTRY_COMPARE(world.mine.notes(world.alert).size(), std::size_t(1));
        world.clock.advance(10s);
        world.recordEnd();
        // Of a queue that has waited for long, a console that is new takes an early beginning.
        world.look();
        QTRY_VERIFY(!world.mine.acknowledgement(world.alert));
        QVERIFY(world.mine.notes(world.alert).empty());
    }

    void anotherConsoleHearsOfIt()
    {
        MarkWorld world;
        const QSignalSpy changed(&world.theirs, &AlertMarks::changed);
        world.mine.snoozeUntil(world.alert, world.clock.utc() + 30min);
        QTRY_VERIFY(world.isSnoozed(world.mine));
        QVERIFY(!world.isSnoozed(world.theirs));
        world.look();
        QTRY_VERIFY(world.isSnoozed(world.theirs));
        QCOMPARE(changed.size(), 1);
        world.look();
        QCOMPARE(changed.size(), 1);
        world.theirs.endSnooze(world.alert);
        QTRY_VERIFY(!world.isSnoozed(world.theirs));
        world.look();
        QTRY_VERIFY(!world.isSnoozed(world.mine));
        QVERIFY2(!world.mine.endedSnooze(keyOf(world.alert)), "a person ended it");
    }

    void aSnoozeIsOfTheRuleAndEnds()
    {
        MarkWorld world;
        world.mine.snoozeUntil(world.alert, world.clock.utc() + 30min);
        QTRY_VERIFY(world.isSnoozed(world.mine));
        world.clock.advance(1min);
        world.recordEnd(); // the next occurrence is snoozed too
        world.look();
        QVERIFY(world.isSnoozed(world.mine));
        world.clock.advance(29min);
        QVERIFY(!world.isSnoozed(world.mine));
        QCOMPARE(world.mine.endedSnooze(keyOf(world.alert))->person, u"ada"_s);
        world.clock.advance(AlertMarks::endedLately);
        QVERIFY(!world.mine.endedSnooze(keyOf(world.alert)));
    }

    void aClockThatIsSetMakesNoSnoozeLonger()
    {
        MarkWorld world;
        const Instant begin = world.clock.utc();
        world.mine.snoozeUntil(world.alert, begin + 30min);
        QTRY_VERIFY(world.isSnoozed(world.mine));
        world.clock.setUtc(begin - 24h);
        QVERIFY(!world.isSnoozed(world.mine));
        world.clock.setUtc(begin + 24h);
        QVERIFY(!world.isSnoozed(world.mine));
        world.clock.setUtc(begin + 10min);
        QVERIFY(world.isSnoozed(world.mine));
    }

    void aNoteIsKeptAsWritten()
    {
        MarkWorld world;
        QSignalSpy notice(&world.mine, &AlertMarks::notice);
        world.mine.note(world.alert, u"  <b>deploy</b> rolled back "_s);
        QTRY_COMPARE(world.mine.notes(world.alert).size(), std::size_t(1));
        world.theirs.note(world.alert, u"waits for the database"_s);
        QTRY_COMPARE(world.theirs.notes(world.alert).size(), std::size_t(2));
        world.look();
        QTRY_COMPARE(world.mine.notes(world.alert).size(), std::size_t(2));
        QCOMPARE(world.mine.notes(world.alert)[0].words, u"<b>deploy</b> rolled back"_s);
        QCOMPARE(world.mine.notes(world.alert)[1].person, u"bob"_s);
        world.mine.note(world.alert, u" \t"_s);
        world.mine.note(world.alert, QString(AlertMarks::longestNote + 1, u'x'));
        QCOMPARE(notice.size(), 2);
        QVERIFY(notice[1][0].toString().contains(u"500 characters at most"_s));
        world.look();
        QCOMPARE(world.mine.notes(world.alert).size(), std::size_t(2));
    }

    void whatCannotBeKeptIsSaid()
    {
        MarkWorld world;
        const QString nowhere = world.folder.filePath(u"file/past.sqlite"_s);
        QFile file(world.folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        AlertMarks marks(nowhere, world.clock);
        QSignalSpy notice(&marks, &AlertMarks::notice);
        const QSignalSpy written(&marks, &AlertMarks::written);
        marks.acknowledge(world.alert);
        QTRY_COMPARE(notice.size(), 1);
        QVERIFY(notice[0][0].toString().startsWith(u"It was not kept, and so nothing has changed: "_s));
        QVERIFY(!marks.acknowledgement(world.alert) && written.isEmpty());
    }

    void aDamagedStoreIsKnownToBeUnread()
    {
        MarkWorld world;
        QFile file(world.path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(4096, 'x')) == 4096);
        file.close();
        world.look();
        QTRY_VERIFY(world.mine.failure());
        QVERIFY(file.remove());
        world.look();
        QTRY_VERIFY(!world.mine.failure());
    }
};

QTEST_GUILESS_MAIN(TestAlertMarks)
#include "tst_alertmarks.moc"
