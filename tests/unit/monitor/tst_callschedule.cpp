// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/callschedule.h"

#include <QTest>

#include <array>
#include <memory>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

/// A schedule of two lanes that share by 3 to 1; its questions are answered when a test says so.
struct World
{
    explicit World(double perSecond = 20, int inFlight = 8)
        : schedule(CallBudget(perSecond), {3, 1}, inFlight)
    {
    }
    ScheduledPoll &add(std::size_t lane, int calls = 1)
    {
        const std::size_t number = polls.size();
        polls.push_back(std::make_unique<ScheduledPoll>(schedule, lane, [this, number, lane, calls](Purpose) {
            asked.push_back(number);
            callsByLane[lane] += calls;
            return calls;
        }));
        polls.back()->setWanted(true);
        return *polls.back();
    }
    void answerAll(Milliseconds interval)
    {
        for (const auto &poll : polls)
            if (poll->pace().isAsking())
                poll->succeed(now, interval);
    }
    void run(Milliseconds duration, Milliseconds interval)
    {
        for (const Milliseconds end = now + duration; now < end; now += 50ms) {
            schedule.run(now);
            answerAll(interval);
        }
    }

    CallSchedule schedule;
    std::vector<std::unique_ptr<ScheduledPoll>> polls;
    std::vector<std::size_t> asked;
    std::array<int, 2> callsByLane{};
    Milliseconds now = 1h;
};

} // namespace

class TestCallSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksTheLongestDueFirst()
    {
        World world;
        for (int i = 0; i < 3; ++i)
            world.add(0).succeed(world.now, 3s - i * 1s);
        world.now += 5s;
        world.schedule.run(world.now);
        QCOMPARE(world.asked, (std::vector<std::size_t>{2, 1, 0}));
    }

    void aPersonGoesFirst()
    {
        World world;
        world.add(0);
        world.add(1).hasten(world.now, 0s, Purpose::Operator);
        world.schedule.run(world.now);
        QCOMPARE(world.asked.front(), std::size_t(1));
    }

    void sharesTheBudgetByWeightWhereBothLanesAreHungry()
    {
        World world;
        for (int i = 0; i < 200; ++i) {
            world.add(0);
            world.add(1);
        }
        world.run(60s, 1s);
        const double share = double(world.callsByLane[0]) / (world.callsByLane[0] + world.callsByLane[1]);
        QVERIFY2(share > 0.72 && share < 0.78, qPrintable(QString::number(share)));
    }

    void leavesNothingUnused()
    {
        World world;
        for (int i = 0; i < 200; ++i)
            world.add(1);
        world.run(60s, 1s);
        QVERIFY(world.callsByLane[1] >= 20 * 59);
    }

    /// A lane that had nothing to ask for long has saved nothing up with which to silence the others.
    void savesNothingUp()
    {
        World world;
        for (int i = 0; i < 100; ++i)
            world.add(1);
        world.run(5min, 1s);
        for (int i = 0; i < 100; ++i)
            world.add(0);
        world.callsByLane = {};
        world.run(10s, 1s);
        QVERIFY2(world.callsByLane[1] >= 40, qPrintable(QString::number(world.callsByLane[1])));
    }

    void asksWhatIsNotWantedLater()
    {
        World world;
        ScheduledPoll &poll = world.add(0);
        poll.setWanted(false);
        world.schedule.run(world.now);
        QVERIFY(world.asked.empty());
        QVERIFY(!world.schedule.wakesAt(world.now));
        poll.setWanted(true);
        world.schedule.run(world.now);
        QCOMPARE(world.asked.size(), std::size_t(1));
    }

    void waitsForAnswersWhereTooManyAreOut()
    {
        World world(20, 8);
        for (int i = 0; i < 20; ++i)
            world.add(0, 2);
        world.schedule.run(world.now);
        QCOMPARE(world.asked.size(), std::size_t(4));
        QVERIFY2(!world.schedule.wakesAt(world.now), "an answer wakes it");
        world.polls[0]->fail(world.now);
        world.schedule.run(world.now);
        QCOMPARE(world.asked.size(), std::size_t(5));
        world.polls[1].reset(); // one that goes takes its calls with it
        world.schedule.run(world.now);
        QCOMPARE(world.asked.size(), std::size_t(6));
    }

    void wakesWhenTheNextIsDueAndTheBudgetHasRoom()
    {
        World world(20, 100);
        world.add(0).succeed(world.now, 7s);
        QCOMPARE(world.schedule.wakesAt(world.now), world.now + 7s);
        for (int i = 0; i < 30; ++i)
            world.add(0);
        world.schedule.run(world.now);
        QCOMPARE(world.asked.size(), std::size_t(20));
        QVERIFY(world.schedule.isShort());
        QCOMPARE(world.schedule.wakesAt(world.now), world.now + 50ms);
        world.now += 10s;
        world.schedule.run(world.now);
        QVERIFY(!world.schedule.isShort());
    }

    void postponesForItselfButNotForAPerson()
    {
        World world;
        ScheduledPoll &poll = world.add(0);
        poll.postpone(world.now + 3s);
        world.schedule.run(world.now);
        QVERIFY(world.asked.empty());
        poll.hasten(world.now, 0s, Purpose::Operator);
        world.schedule.run(world.now);
        QCOMPARE(world.asked.size(), std::size_t(1));
    }

    void promisesWhatItCanKeep()
    {
        World world;
        QCOMPARE(world.schedule.stretch(0), 1.0);
        world.schedule.addDemand(0, 5);
        world.schedule.addDemand(1, 100);
        QCOMPARE(world.schedule.stretch(0), 1.0);
        QCOMPARE(world.schedule.stretch(1), 100.0 / 15);
        world.schedule.addDemand(0, 95);
        QCOMPARE(world.schedule.stretch(0), 100.0 / 15);
        QCOMPARE(world.schedule.stretch(1), 100.0 / 5);
    }
};

QTEST_GUILESS_MAIN(TestCallSchedule)
#include "tst_callschedule.moc"
