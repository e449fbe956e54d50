// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/seenretentions.h"
#include "tests/unit/monitor/archivalworld.h"
#include "tests/unit/monitor/watchworld.h"

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct ArchivalWorld : WatchWorld
{
    explicit ArchivalWorld(bool archives = true)
    {
        serve();
        server.setNamespaces({archivingInfo(u"ns"_s, 72h, archives)});
    }
    /// Closed so long ago.
    void close(const std::vector<Milliseconds> &ages, ExecutionStatus status = ExecutionStatus::Completed)
    {
        std::vector<Execution> runs;
        runs.reserve(ages.size());
        for (const Milliseconds age : ages)
            runs.push_back(closedRun(clock.utc() - age, status));
        server.setExecutions(u"ns"_s, runs);
    }
    void become(std::chrono::seconds retention, bool archives)
    {
        server.setNamespaces({archivingInfo(u"ns"_s, retention, archives)});
        watch->refresh();
        run(30s, 1s);
    }
    [[nodiscard]] const std::optional<ArchivalSample> &archival() const { return find(u"ns"_s)->archival; }
    [[nodiscard]] const std::optional<ExpirySample> &expiring() const { return find(u"ns"_s)->expiring; }
};

} // namespace

class TestArchivalWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The server deletes up to half an hour later than the retention says.
    void theServersOwnDelayIsNone()
    {
        ArchivalWorld world;
        world.close({1h, 71h, 72h + 29min, 72h + 44min});
        world.start();
        QVERIFY(world.archival());
        QCOMPARE(world.archival()->count, 0);
        QVERIFY(!world.archival()->oldestBefore);
        QCOMPARE(countsOfClosed(world.server, false), 1);
    }

    void whatStaysBeyondItIsCountedInTheFirstSweep()
    {
        ArchivalWorld world;
        world.close({1h, 71h, 72h + 46min, 80h, 90h});
        world.start();
        QVERIFY(world.archival());
        QCOMPARE(world.archival()->count, 3);
        QCOMPARE(world.archival()->kept, std::chrono::seconds(72h));
        QCOMPARE(world.archival()->before, world.clock.utc() - 72h - deletionMargin);
    }

    void theOldestIsFoundByAndBy()
    {
        ArchivalWorld world;
        std::vector<Milliseconds> ages;
        for (int hour = 70; hour <= 700; ++hour)
            ages.emplace_back(std::chrono::hours(hour));
        world.close(ages);
        world.start();
        world.run(1min, 1s);
        QVERIFY(world.archival()->oldestBefore);
        const Milliseconds age = world.clock.utc() - *world.archival()->oldestBefore;
        QVERIFY2(age <= 701h && age >= 610h, qPrintable(QString::number(age / Milliseconds(1h))));
        QVERIFY(world.archival()->isEstimated); // what the retention was then nobody saw
        const int found = countsOfClosed(world.server, false);
        QVERIFY2(found <= 18, qPrintable(QString::number(found)));
        // It is counted every ten minutes, and that the oldest still stays.
        world.run(1h, 10s);
        const int later = countsOfClosed(world.server, false) - found;
        QVERIFY2(later >= 10 && later <= 16, qPrintable(QString::number(later)));
    }

    void whereNothingStaysItIsAskedEveryTenMinutes()
    {
        ArchivalWorld world;
        world.start();
        world.run(1h, 10s);
        const int asked = countsOfClosed(world.server, false);
        QVERIFY2(asked >= 5 && asked <= 9, qPrintable(QString::number(asked)));
    }

    void itIsSeenToRecover()
    {
        ArchivalWorld world;
        world.close({100h, 90h});
        world.start();
        QCOMPARE(world.archival()->count, 2);
        world.close({});
        world.run(13min, 10s);
        QCOMPARE(world.archival()->count, 0);
        QVERIFY(!world.archival()->oldestBefore);
    }

    void withoutAnArchiveNothingIsAsked()
    {
        ArchivalWorld world(false);
        world.close({100h});
        world.start();
        world.run(15min, 10s);
        QVERIFY(!world.archival());
        QCOMPARE(countsOfClosed(world.server, false), 0);
        world.become(72h, true);
        QVERIFY(world.archival());
        QCOMPARE(world.archival()->count, 1);
        world.become(72h, false);
        QVERIFY(!world.archival());
    }

    /// What closed before is deleted as it was to be then.
    void aRetentionMadeShorterIsNoTrouble()
    {
        ArchivalWorld world;
        world.close({60h});
        world.start();
        world.become(24h, true);
        world.run(13min, 10s);
        QCOMPARE(world.archival()->count, 0);
        QCOMPARE(world.archival()->kept, std::chrono::seconds(72h));
    }

    /// What closed since the console watches was kept by a retention that it saw.
    void whatClosedSinceIsCertain()
    {
        ArchivalWorld world;
        world.server.setNamespaces({archivingInfo(u"ns"_s, 1h)});
        world.start();
        world.run(30min, 60s);
        world.close({10min});
        world.run(2h + 15min, 60s);
        QCOMPARE(world.archival()->count, 1);
        QVERIFY(world.archival()->oldestBefore);
        QVERIFY(!world.archival()->isEstimated);
    }

    void aFailureLeavesWhatWasKnownAndARefusalIsTriedSeldom()
    {
        ArchivalWorld world;
        world.close({100h});
        world.start();
        const ArchivalSample known = world.archival().value();
        const int before = countsOfClosed(world.server, false);
        world.server.failNext(u"CountWorkflowExecutions"_s, u"PERMISSION_DENIED"_s, {},
                              fake::TemporalServer::always);
        world.run(35min, 10s);
        QCOMPARE(world.archival()->time, known.time);
        const int refused = countsOfClosed(world.server, false) - before;
        QVERIFY2(refused >= 2 && refused <= 8, qPrintable(QString::number(refused)));
        world.server.clearFaults();
        world.run(13min, 10s);
        QVERIFY(world.archival()->time > known.time);
    }

    void whoMayNotCountKnowsNothing()
    {
        ArchivalWorld world;
        world.close({100h});
        world.server.failNext(u"CountWorkflowExecutions"_s, u"PERMISSION_DENIED"_s, {},
                              fake::TemporalServer::always);
        world.start();
        QVERIFY(!world.archival());
    }

    void whatEndedBadlyIsCountedWhereSomebodyWantsToKnow()
    {
        ArchivalWorld world(false);
        world.close({60h, 65h, 67h, 71h, 73h}, ExecutionStatus::Failed);
        world.start();
        world.run(15min, 10s);
        QVERIFY(!world.expiring());
        QCOMPARE(countsOfClosed(world.server, true), 0);
        world.watch->setRetentionWarning(u"ns"_s, std::chrono::seconds(6h));
        world.run(10s, 1s);
        QVERIFY(world.expiring());
        QCOMPARE(world.expiring()->count, 3);
        QCOMPARE(world.expiring()->within, std::chrono::seconds(6h));
        world.close({60h, 65h, 67h, 71h, 73h});
        world.run(13min, 10s);
        QCOMPARE(world.expiring()->count, 0);
        world.watch->setRetentionWarning(u"ns"_s, {});
        world.run(1min, 10s);
        QVERIFY(!world.expiring());
    }

    void whatIsArchivedIsNotLost()
    {
        ArchivalWorld world;
        world.close({71h}, ExecutionStatus::TimedOut);
        world.start();
        world.watch->setRetentionWarning(u"ns"_s, std::chrono::seconds(6h));
        world.run(13min, 10s);
        QVERIFY(!world.expiring());
        QCOMPARE(countsOfClosed(world.server, true), 0);
    }
};

QTEST_GUILESS_MAIN(TestArchivalWatch)
#include "tst_archivalwatch.moc"
