// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertengine.h"
#include "models/board/boardmodel.h"
#include "models/board/liveboard.h"
#include "tests/unit/monitor/watchworld.h"

#include <QAbstractItemModelTester>

namespace signalbox::test {

using namespace Qt::StringLiterals;

/// The board on a watch that has not started yet.
struct BoardWorld : WatchWorld
{
    void build()
    {
        create();
        runbook = Runbook::parse("version = 1\n[[queue]]\nname = \"busy\"\nowner = \"Team <b>\"\n",
                                 u"runbook.toml"_s)
                      .value();
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        present = std::make_unique<LiveBoard>(*watch, *alerts, clock);
        board = std::make_unique<BoardModel>(*present, runbook);
        tester = std::make_unique<QAbstractItemModelTester>(
            board.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void begin()
    {
        serve();
        build();
        watch->start({});
        QTRY_VERIFY(watch->firstSweepDone());
        settle();
    }
    void tick() const
    {
        alerts->tick();
        board->tick();
    }
    [[nodiscard]] QVariant at(const QueueKey &key, int column, int role = Qt::DisplayRole) const
    {
        return board->indexOf(key, column).data(role);
    }
    [[nodiscard]] QString text(const QueueKey &key, int column) const { return at(key, column).toString(); }

    Runbook runbook;
    std::unique_ptr<AlertEngine> alerts;
    std::unique_ptr<LiveBoard> present;
    std::unique_ptr<BoardModel> board;
    std::unique_ptr<QAbstractItemModelTester> tester;
    const QueueKey ns{u"ns"_s, {}};
    const QueueKey other{u"other"_s, {}};
};

} // namespace signalbox::test
