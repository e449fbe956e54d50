// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratio.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <vector>

namespace signalbox::bench {

namespace {

constexpr int rounds = 7;
constexpr int tries = 3;
constexpr double mostSpread = 0.25;

class Collector final : public benchmark::ConsoleReporter
{
public:
    void ReportRuns(const std::vector<Run> &runs) override
    {
        ConsoleReporter::ReportRuns(runs);
        for (const auto &run : runs)
            if (run.run_type == Run::RT_Iteration)
                times[run.run_name.function_name].push_back(run.GetAdjustedRealTime());
    }

    std::map<std::string, std::vector<double>> times; ///< milliseconds
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The distance between the quartiles, over the median: one outlier on a busy machine is no spread.
double spread(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return (values[values.size() * 3 / 4] - values[values.size() / 4]) / median(values);
}

enum class Verdict { Kept, Broken, Void };

Verdict judged(const Collector &collector, const Limit &limit)
{
    const double work = median(collector.times.at(limit.work));
    if (limit.floor.empty()) {
        std::printf("%s: %.2f ms, limit %.2f ms\n", limit.work.c_str(), work, limit.atMost);
        return work <= limit.atMost ? Verdict::Kept : Verdict::Broken;
    }
    const auto &floors = collector.times.at(limit.floor);
    const double ratio = work / median(floors);
    std::printf("%s: %.2f ms, %s: %.2f ms (spread %.0f %%), ratio %.2f, limit %.2f\n", limit.work.c_str(),
                work, limit.floor.c_str(), median(floors), 100 * spread(floors), ratio, limit.atMost);
    if (spread(floors) > mostSpread)
        return Verdict::Void;
    return ratio <= limit.atMost ? Verdict::Kept : Verdict::Broken;
}

/// Of all limits the worst; what is broken is so whatever else is void.
Verdict judgeOnce(const std::vector<Limit> &limits)
{
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector);
    std::vector<Verdict> verdicts;
    verdicts.reserve(limits.size());
    for (const Limit &limit : limits)
        verdicts.push_back(judged(collector, limit));
    for (const Verdict worst : {Verdict::Broken, Verdict::Void})
        if (std::find(verdicts.begin(), verdicts.end(), worst) != verdicts.end())
            return worst;
    return Verdict::Kept;
}

} // namespace

int judge(int argc, char **argv, std::vector<Limit> limits)
{
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing sets it
    if (const char *slack = std::getenv("SIGNALBOX_BENCH_SLACK"))
        for (Limit &limit : limits)
            limit.atMost *= std::strtod(slack, nullptr);
    std::vector<char *> arguments(argv, argv + argc);
    std::string repetitions = "--benchmark_repetitions=" + std::to_string(rounds);
    std::string interleaving = "--benchmark_enable_random_interleaving=true";
    arguments.insert(arguments.end(), {repetitions.data(), interleaving.data()});
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    for (int attempt = 0; attempt < tries; ++attempt) {
        switch (judgeOnce(limits)) {
        case Verdict::Kept:
            return 0;
        case Verdict::Broken:
            return 1;
        case Verdict::Void:
            std::printf("the floor was too unsteady; this run is void\n");
        }
    }
    return 1;
}

} // namespace signalbox::bench
