// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertengine.h"
#include "tests/unit/monitor/watchworld.h"

namespace signalbox::test {

/// A watch and its rules, whose time moves only when a test moves it.
struct AlertWorld : WatchWorld
{
    void begin()
    {
        create();
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        watch->start({});
        QVERIFY(QTest::qWaitFor([this] { return watch->firstSweepDone(); }, 10'000));
        settle();
    }
    /// Time as the program sees it: the watch asks and a tick comes every second.
    void live(Milliseconds duration)
    {
        for (Milliseconds at = Milliseconds(0); at < duration; at += std::chrono::seconds(1)) {
            run(std::chrono::seconds(1));
            alerts->tick();
        }
    }
    [[nodiscard]] Signal signal(const QueueKey &key) const { return alerts->assessment(key).signal; }
    [[nodiscard]] QString sentence(const QueueKey &key) const { return alerts->assessment(key).sentence; }

    Runbook runbook;
    std::unique_ptr<AlertEngine> alerts;
};

} // namespace signalbox::test
