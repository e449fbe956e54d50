// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratio.h"

#include "models/board/boardmodel.h"
#include "models/board/pastboard.h"
#include "models/board/sparkline.h"
#include "models/store/storewriter.h"
#include "ui/board/boarddelegate.h"
#include "ui/board/boardproxy.h"
#include "ui/board/boardview.h"

#include <QApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

// The board at a past moment, from the store to the painted rows, after a working day of 500 queues.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

constexpr int queues = 500;
constexpr qint64 start = 1'790'000'040;
constexpr qint64 span = 8LL * 3600;
constexpr qint64 lookEvery = 30;

void addQueue(StoreBatch &batch, int queue, qint64 time)
{
    const QueueKey key{u"ns-%1"_s.arg(queue / 5), u"queue-%1"_s.arg(queue)};
    for (const TaskType type : {TaskType::Workflow, TaskType::Activity}) {
        LookRow row{key, type, {}, {}};
        row.look.time = time;
        row.look.valid = 70;
        row.look.backlog = (time / 600 + queue) % 300;
        row.look.figures = {time % 900, 150, 140, 4};
        batch.looks.push_back(std::move(row));
    }
    if ((time - start) % 600 == 0)
        batch.judgements.push_back({timeOf(time), key,
                                    (time / 600 + queue) % 3 == 0 ? Signal::Danger : Signal::Clear, true,
                                    timeOf(time), u"grows"_s, u"grows faster than it drains"_s});
}

/// Where the day lies, and a board to show a moment of it.
class Day
{
public:
    Day()
    {
        auto writer = StoreWriter::open(m_path, {});
        StoreBatch batch;
        for (qint64 time = start; time <= start + span; time += lookEvery) {
            for (int queue = 0; queue < queues; ++queue)
                addQueue(batch, queue, time);
            if ((time - start) % 600 != 0)
                continue;
            if (!writer || !writer->write(batch, time))
                qFatal("the day could not be written");
            batch = {};
        }
        m_proxy.setSourceModel(&m_board);
        m_view.setModel(&m_proxy);
        m_view.setItemDelegate(new BoardDelegate(&m_view));
        m_view.setDefaultWidths();
        m_view.sortByColumn(BoardModel::SignalColumn, Qt::DescendingOrder);
        m_view.resize(1284, 790);
        m_view.show();
        show(start + span / 2);
        m_view.expandAll();
    }

    void show(qint64 time)
    {
        const auto known = readMoment(m_path, timeOf(time), sparkline::span);
        if (!known || known->looks.size() != queues)
            qFatal("the moment could not be read");
        m_source.show(timeOf(time), *known);
        m_board.tick();
        m_proxy.settle();
        m_view.viewport()->repaint();
    }

private:
    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"past.sqlite"_s);
    Runbook m_runbook;
    PastBoard m_source{m_runbook};
    BoardModel m_board{m_source, m_runbook};
    BoardProxy m_proxy;
    BoardView m_view;
};

Day *day = nullptr; // NOLINT(*-avoid-non-const-global-variables): a benchmark takes no argument of ours

void momentIsShown(benchmark::State &state)
{
    qint64 time = start + 3600;
    for (auto _ : state)
        day->show(time += 607); // other signals, ages and lines in every row
}

BENCHMARK(momentIsShown)->Unit(benchmark::kMillisecond)->Iterations(5);

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    Day lived;
    day = &lived;
    return bench::judge(argc, argv, {{"momentIsShown", "", 100}});
}
