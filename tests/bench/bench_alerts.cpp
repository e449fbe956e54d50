// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratio.h"

#include "models/alerts/ruleset.h"
#include "models/policy/runbook.h"

#include <QCoreApplication>

#include <benchmark/benchmark.h>

// One look at each of 5,000 queues, judged by the rules of a queue, eight of them where task types are judged
// apart, against a bare loop over the same samples: eight values of each compared with what they may be, with
// what a rule has to know of time (gaps, a clock that was set, since when, recovering) in plain variables.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int keys = 5000;
constexpr std::size_t judged = 8;

struct Looks
{
    Looks()
    {
        for (int i = 0; i < keys; ++i) {
            QueueSample sample;
            sample.key = {u"ns-%1"_s.arg(i / 5), u"queue-%1"_s.arg(i)};
            sample.interval = 10s;
            sample.workflowBacklog = i % 3 * 100;
            sample.activityBacklog = i % 7 * 30;
            sample.oldestTask = sample.oldestWorkflowTask = sample.oldestActivityTask =
                Milliseconds(i % 900 * 1s);
            sample.workflowPollers = i % 4;
            sample.activityPollers = i % 5;
            for (int poller = 0; poller < 4; ++poller)
                sample.pollers.push_back({u"worker-%1"_s.arg(poller),
                                          poller % 2 == 0 ? TaskType::Workflow : TaskType::Activity,
                                          0ms,
                                          0,
                                          true,
                                          {}});
            samples.push_back(sample);
            attempts.push_back({100, i % 50 == 0 ? 10 : i % 5, 2, {}, 0ms, 60s}); // one in fifty fires
        }
    }
    void pass()
    {
        now += 10s;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            samples[i].time = attempts[i].time = Instant(now);
            samples[i].sinceBoot = attempts[i].sinceBoot = now;
        }
    }

    Milliseconds now = 1h;
    std::vector<QueueSample> samples;
    std::vector<AttemptSample> attempts;
};

void rules(benchmark::State &state)
{
    Looks looks;
    std::vector<RuleSet> sets;
    for (const QueueSample &sample : looks.samples)
        sets.emplace_back(Runbook().rules(sample.key));
    for (auto _ : state) {
        state.PauseTiming();
        looks.pass();
        state.ResumeTiming();
        for (std::size_t i = 0; i < sets.size(); ++i) {
            sets[i].observe(QueueSight{looks.samples[i], {4, false}, {4, false}});
            sets[i].observe(looks.attempts[i]);
        }
    }
}
BENCHMARK(rules)->Unit(benchmark::kMillisecond);

struct Bare
{
    qint64 threshold = 100;
    Milliseconds forDuration = 5min;
    Milliseconds keepFiringFor = 30s;
    Instant utc;
    Milliseconds sinceBoot{0};
    Milliseconds validFor{0};
    std::optional<qint64> value;
    std::optional<Milliseconds> since;
    std::optional<Milliseconds> fineSince;
    bool isFiring = false;

    void take(Instant now, Milliseconds boot, Milliseconds valid, std::optional<qint64> next)
    {
        if (!next)
            return;
        const bool isGap = !value || boot - sinceBoot > validFor ||
                           std::chrono::abs((now - utc) - (boot - sinceBoot)) > clockStep;
        if (*next > threshold) {
            fineSince.reset();
            if (!since || (isGap && !isFiring))
                since = boot;
            isFiring = isFiring || boot - *since >= forDuration;
        } else {
            if (isFiring && !isGap)
                fineSince = fineSince.value_or(boot);
            if (!isFiring || isGap || boot - *fineSince >= keepFiringFor) {
                since.reset();
                fineSince.reset();
                isFiring = false;
            }
        }
        utc = now;
        sinceBoot = boot;
        validFor = valid;
        value = next;
    }
};

std::optional<qint64> alone(std::optional<int> pollers, std::optional<qint64> backlog)
{
    return pollers == 0 ? backlog : std::optional<qint64>(0);
}

std::array<std::optional<qint64>, judged> valuesOf(const QueueSample &sample, const AttemptSample &attempts)
{
    return {alone(sample.workflowPollers, sample.workflowBacklog),
            alone(sample.activityPollers, sample.activityBacklog),
            sample.workflowBacklog,
            sample.activityBacklog,
            sample.oldestTask->count() / 1000,
            attempts.failed * 10'000 / attempts.finished,
            sample.workflowPollers == 0 ? 4 : 0,
            sample.activityPollers == 0 ? 4 : 0};
}

void bareLoop(benchmark::State &state)
{
    Looks looks;
    std::vector<std::vector<Bare>> all(looks.samples.size(), std::vector<Bare>(judged));
    for (auto _ : state) {
        state.PauseTiming();
        looks.pass();
        state.ResumeTiming();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const QueueSample &sample = looks.samples[i];
            const auto values = valuesOf(sample, looks.attempts[i]);
            for (std::size_t rule = 0; rule < judged; ++rule)
                all[i][rule].take(sample.time, sample.sinceBoot, validity(sample.interval), values[rule]);
        }
        benchmark::DoNotOptimize(all.data());
    }
}
BENCHMARK(bareLoop)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    // 1.6 to 1.8 were measured, beside other work; 3.6 to 5.2 where what is known of 40,000 rules was 11 MB
    // and not 4, as the loop's is: what it costs is the memory. Judges are called one by one, so they wait
    // for the samples' where the loop reads ahead.
    return bench::judge(argc, argv, {{"rules", "bareLoop", 2}, {"rules", "", 16}});
}
