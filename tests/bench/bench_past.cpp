// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratio.h"

#include "models/store/storereader.h"
#include "models/store/storewriter.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

// A month of one queue among others, as its page asks for it, against the bare aggregate over the same rows.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 day = 24LL * 3600;
constexpr qint64 span = 30 * day;
constexpr qint64 start = 1'790'000'040;
constexpr qint64 atATime = 6LL * 3600; ///< at a time
constexpr int queues = 5;
constexpr int slices = 1200; ///< the pixels of a page's chart

std::vector<LookRow> looksAt(qint64 time)
{
    std::vector<LookRow> rows;
    for (int queue = 0; queue < queues; ++queue)
        for (const TaskType type : {TaskType::Workflow, TaskType::Activity}) {
            LookRow row{{u"ns"_s, u"queue-%1"_s.arg(queue)}, type, {}, {}};
            row.look.time = time;
            row.look.valid = 130;
            row.look.backlog = time / 60 * 7 % (100 + queue);
            row.look.figures = {time / 60 % 900, time / 60 % 3000, time / 60 % 3000, 4};
            rows.push_back(std::move(row));
        }
    return rows;
}

/// Where the month lies.
class Month
{
public:
    Month()
    {
        auto writer = StoreWriter::open(path, {});
        std::vector<LookRow> rows;
        for (qint64 time = start; time <= start + span; time += 60) {
            const auto looks = looksAt(time);
            rows.insert(rows.end(), looks.begin(), looks.end());
            if ((time - start) % atATime != 0)
                continue;
            if (!writer || !writer->write({rows, {}}, time))
                qFatal("the month could not be written");
            rows.clear();
        }
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"past.sqlite"_s);
};

Month *month = nullptr; // NOLINT(*-avoid-non-const-global-variables): a benchmark takes no argument of ours

void pageAsks(benchmark::State &state)
{
    const PastQuery query{{u"ns"_s, u"queue-2"_s}, timeOf(start), timeOf(start + span), slices};
    for (auto _ : state) {
        const auto series = readPast(month->path, query);
        if (!series || series->points().size() < slices)
            qFatal("the month could not be read");
    }
}

void bareAggregate(benchmark::State &state)
{
    const auto connection = SqlConnection::open(month->path, SqlConnection::Access::Read);
    for (auto _ : state)
        for (const qint64 series : {5, 6}) { // of the same queue
            auto rows = connection->query(
                u"SELECT (time - ?) / ?, min(low), max(high), max(age), avg(added), avg(dispatched), "
                "min(pollers) FROM minute WHERE series = ? AND time >= ? AND time < ? GROUP BY 1"_s,
                {start, span / slices, series, start, start + span});
            qint64 read = 0;
            while (rows && rows->next())
                for (int column = 0; column < 7; ++column)
                    read += rows->value(column).toLongLong();
            if (read == 0)
                qFatal("nothing was read");
        }
}

BENCHMARK(pageAsks)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(bareAggregate)->Unit(benchmark::kMillisecond)->Iterations(5);

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Month written;
    month = &written;
    return bench::judge(argc, argv, {{"pageAsks", "bareAggregate", 3}});
}
