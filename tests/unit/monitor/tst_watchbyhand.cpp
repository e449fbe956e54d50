// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

#include <algorithm>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstWatchByHand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksBothTypesLikeOneOfTheProfiles();
    void aKnownQueueIsAskedForItsActivitiesToo();
    void whatWasNamedBeforeTheStartWaitsForItsNamespace();
    void stoppingForgetsWhatNothingElseTellsOf();
    void stoppingKeepsWhatIsFoundRunning();
    void theProfilesOwnStays();
};

void TstWatchByHand::asksBothTypesLikeOneOfTheProfiles()
{
    WatchWorld world;
    world.serve();
    world.start();
    const QueueKey quiet{u"ns"_s, u"quiet"_s};
    const QSignalSpy changed(world.watch.get(), &Watch::queuesChanged);
    world.watch->watchByHand(quiet);
    QCOMPARE(changed.size(), 1);
    world.settle();
    QVERIFY(world.watch->isByHand(quiet));
    QVERIFY(world.watch->latest(quiet)->activityBacklog.has_value());
    world.run(60s);
    const auto looks = world.looks();
    QVERIFY(looks.at({quiet, TaskType::Workflow}) > 1);
    QCOMPARE(looks.at({quiet, TaskType::Activity}), looks.at({quiet, TaskType::Workflow}));
    QVERIFY(!world.watch->isSeen(quiet)); // zeros prove nothing
}

void TstWatchByHand::aKnownQueueIsAskedForItsActivitiesToo()
{
    WatchWorld world;
    world.serve();
    const QueueKey fresh{u"ns"_s, u"fresh"_s};
    world.setRunning(u"ns"_s, {fresh.queue});
    world.setQueue(fresh, 3);
    world.start();
    world.run(20s);
    QVERIFY(!world.watch->latest(fresh)->activityBacklog);
    world.watch->watchByHand(fresh);
    world.run(20s);
    QVERIFY(world.watch->latest(fresh)->activityBacklog.has_value());
}

void TstWatchByHand::whatWasNamedBeforeTheStartWaitsForItsNamespace()
{
    WatchWorld world;
    world.serve();
    world.create();
    const QueueKey quiet{u"ns"_s, u"quiet"_s};
    const QueueKey elsewhere{u"nowhere"_s, u"quiet"_s};
    world.watch->watchByHand(quiet);
    world.watch->watchByHand(elsewhere);
    world.watch->start({});
    QTRY_VERIFY(world.watch->firstSweepDone());
    world.settle();
    QVERIFY(world.watch->latest(quiet));
    QVERIFY(!world.watch->latest(elsewhere));
    QVERIFY(!world.looks().contains({elsewhere, TaskType::Workflow}));
}

void TstWatchByHand::stoppingForgetsWhatNothingElseTellsOf()
{
    WatchWorld world;
    world.serve();
    world.start();
    const QueueKey quiet{u"ns"_s, u"quiet"_s};
    world.watch->watchByHand(quiet);
    world.settle();
    world.watch->stopByHand(quiet);
    const auto known = world.watch->queues(u"ns"_s);
    QVERIFY(std::find(known.begin(), known.end(), quiet) == known.end());
    const int asked = world.looks().at({quiet, TaskType::Workflow});
    world.run(60s);
    QCOMPARE(world.looks().at({quiet, TaskType::Workflow}), asked);
}

void TstWatchByHand::stoppingKeepsWhatIsFoundRunning()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.watch->watchByHand(world.busy);
    world.settle();
    world.watch->stopByHand(world.busy);
    QVERIFY(!world.watch->isNamed(world.busy));
    const auto known = world.watch->queues(u"ns"_s);
    QVERIFY(std::find(known.begin(), known.end(), world.busy) != known.end());
    QVERIFY(world.watch->latest(world.busy));
}

void TstWatchByHand::theProfilesOwnStays()
{
    WatchWorld world;
    world.serve();
    const QueueKey own{u"ns"_s, u"own"_s};
    world.profile.queues = {own};
    world.start();
    world.watch->watchByHand(own);
    QVERIFY(!world.watch->isByHand(own));
    world.watch->stopByHand(own);
    QVERIFY(world.watch->isNamed(own));
}

QTEST_GUILESS_MAIN(TstWatchByHand)
#include "tst_watchbyhand.moc"
