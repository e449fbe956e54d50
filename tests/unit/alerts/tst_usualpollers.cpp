// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/usualpollers.h"

#include "models/store/past.h"
#include "models/store/storekeeper.h"
#include "tests/unit/monitor/watchworld.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

class TestUsualPollers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheMedianOverTime()
    {
        PollerMemory memory;
        memory.add(5, 0min, 40min);
        QCOMPARE(memory.usual(40min), std::nullopt);
        memory.add(1, 40min, 60min);
        QCOMPARE(memory.usual(1h), 5);
        memory.add(0, 1h, 2h);
        QCOMPARE(memory.usual(2h), 1); // an hour of none, 20 min of one, 40 min of five
        memory.add(5, 2h, 3h);
        QCOMPARE(memory.usual(3h), 5);
    }

    void forgetsAfterADay()
    {
        PollerMemory memory;
        memory.add(4, -2h, -1h); // before the boot
        memory.add(4, 0h, 1h);
        QCOMPARE(memory.usual(2h), 4);
        QCOMPARE(memory.usual(30h), std::nullopt);
    }

    void aStartKnowsWhatTheStoreKnows()
    {
        QTemporaryDir folder;
        WatchWorld world;
        world.serve();
        world.setQueue(world.calm, 0, 0, {}, 0);
        world.start();
        StoreKeeper keeper(folder.filePath(u"past.sqlite"_s));
        StoreBatch batch;
        for (Milliseconds ago = 3h; ago > 10min; ago -= 30s) {
            QueueSample sample;
            sample.key = world.calm;
            sample.time = world.clock.utc() - ago;
            sample.sinceBoot = world.clock.sinceBoot() - ago;
            sample.interval = 30s;
            sample.workflowBacklog = 0;
            sample.workflowPollers = 2;
            const auto rows = rowsOf(sample);
            batch.looks.insert(batch.looks.end(), rows.begin(), rows.end());
        }
        QCOMPARE(keeper.keep(std::move(batch), world.clock.utc()).state, Kept::State::Recording);
        Past past(*world.watch, folder.filePath(u"past.sqlite"_s));
        UsualPollers usual(world.clock, &past);
        UsualPollers without(world.clock, nullptr);
        const QueueSample seen = world.watch->latest(world.calm).value();
        QCOMPARE(seen.workflowPollers, 0);
        usual.observe(seen);
        without.observe(seen);
        QTRY_COMPARE(usual.usual(world.calm, TaskType::Workflow), 2);
        QCOMPARE(usual.usual(world.calm, TaskType::Activity), std::nullopt);
        QCOMPARE(without.usual(world.calm, TaskType::Workflow), std::nullopt);
        QCOMPARE(usual.usual(world.busy, TaskType::Workflow), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestUsualPollers)
#include "tst_usualpollers.moc"
