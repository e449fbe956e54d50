// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulestate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

/// What happens at one moment: a sample, a lost sample (no value), or only time passing.
struct Step
{
    enum Kind { Sample, Lost, Tick } kind = Sample;
    Milliseconds at{0};
    qint64 value = 0;
    std::optional<Milliseconds> oldest;
    Milliseconds clockOffset{0}; ///< how far the wall clock is off what it was at the start
};

Step sample(Milliseconds at, qint64 value, std::optional<Milliseconds> oldest = {}, Milliseconds offset = 0ms)
{
    return {Step::Sample, at, value, oldest, offset};
}

Step lost(Milliseconds at)
{
    return {Step::Lost, at, 0, {}, 0ms};
}

Step tick(Milliseconds at)
{
    return {Step::Tick, at, 0, {}, 0ms};
}

/// Samples every 10 s from `from` to `to`, both included.
std::vector<Step> samples(Milliseconds from, Milliseconds to, qint64 value)
{
    std::vector<Step> steps;
    for (Milliseconds at = from; at <= to; at += 10s)
        steps.push_back(sample(at, value));
    return steps;
}

std::vector<Step> operator+(std::vector<Step> steps, const std::vector<Step> &more)
{
    steps.insert(steps.end(), more.begin(), more.end());
    return steps;
}

const Instant start{1'800'000'000s};
const Milliseconds boot = 9h;

struct Expected
{
    AlertState state = AlertState::Unknown;
    std::optional<Milliseconds> since; ///< relative to the start, by the wall clock
    bool inferred = false;
    bool recovering = false;
    bool continued = false;
    std::optional<qint64> value;
};

} // namespace

Q_DECLARE_METATYPE(std::vector<Step>)
Q_DECLARE_METATYPE(Expected)

class TestRuleState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behavesInTime_data();
    void behavesInTime();
    void saysHowLongItLasts();
    void itsClockStopsWhileItRecovers();
    void followsTheRunbooksRule();
};

void TestRuleState::behavesInTime_data()
{
    using S = AlertState;
    QTest::addColumn<std::vector<Step>>("steps");
    QTest::addColumn<Expected>("expected");
    const auto row = [](const char *name, const std::vector<Step> &steps, const Expected &expected) {
        QTest::newRow(name) << steps << expected;
    };
    const std::optional<Milliseconds> none;
    const Expected unknown;

    row("nothing seen", {}, unknown);
    row("only time passed", {tick(1h)}, unknown);
    row("only a lost sample", {lost(0s)}, unknown);
    row("zero", {sample(0s, 0)}, {S::Inactive, none, false, false, false, 0});
    row("exactly the threshold", {sample(0s, 100)}, {S::Inactive, none, false, false, false, 100});
    row("one over", {sample(0s, 101)}, {S::Pending, 0s, false, false, false, 101});

    row("just under five minutes", samples(0s, 290s, 150) + samples(299999ms, 299999ms, 150),
        {S::Pending, 0s, false, false, false, 150});
    row("five minutes", samples(0s, 300s, 150), {S::Firing, 0s, false, false, false, 150});
    row("counts from the first sample over, not from the first sample",
        samples(0s, 100s, 5) + samples(110s, 400s, 150), {S::Pending, 110s, false, false, false, 150});
    row("and fires five minutes after it", samples(0s, 100s, 5) + samples(110s, 410s, 150),
        {S::Firing, 110s, false, false, false, 150});
    row("does not fire without a sample", samples(0s, 290s, 150) + std::vector{tick(301s)},
        {S::Pending, 0s, false, false, false, 150});
    row("a sample at the threshold resets pending", samples(0s, 290s, 150) + std::vector{sample(300s, 100)},
        {S::Inactive, none, false, false, false, 100});
    row("and pending starts anew", samples(0s, 290s, 150) + std::vector{sample(300s, 100), sample(310s, 150)},
        {S::Pending, 310s, false, false, false, 150});
    row("an old task on a watched queue infers nothing", {sample(0s, 90, 2h), sample(10s, 150, 2h)},
        {S::Pending, 10s, false, false, false, 150});

    row("recovering for 30 s", samples(0s, 300s, 150) + samples(310s, 330s, 3),
        {S::Firing, 0s, false, true, false, 3});
    row("then inactive", samples(0s, 300s, 150) + samples(310s, 340s, 3),
        {S::Inactive, none, false, false, false, 3});
    row("over again while recovering is the same occurrence",
        samples(0s, 300s, 150) + samples(310s, 330s, 3) + samples(340s, 340s, 150),
        {S::Firing, 0s, false, false, false, 150});
    row("recovering counts anew after that",
        samples(0s, 300s, 150) + samples(310s, 330s, 3) + samples(340s, 340s, 150) + samples(350s, 370s, 3),
        {S::Firing, 0s, false, true, false, 3});
    row("over again after inactive is a new one",
        samples(0s, 300s, 150) + samples(310s, 340s, 3) + samples(350s, 350s, 150),
        {S::Pending, 350s, false, false, false, 150});

    row("one lost sample breaks nothing",
        samples(0s, 100s, 150) + std::vector{lost(110s)} + samples(120s, 300s, 150),
        {S::Firing, 0s, false, false, false, 150});
    row("lost samples feed nothing", samples(0s, 280s, 150) + std::vector{lost(290s), lost(300s)},
        {S::Pending, 0s, false, false, false, 150});
    row("valid to the last millisecond", {sample(0s, 150), tick(30s)},
        {S::Pending, 0s, false, false, false, 150});
    row("too long without a sample is unknown", {sample(0s, 5), tick(30001ms)}, unknown);
    row("also by lost ones", {sample(0s, 150), lost(31s)}, unknown);
    row("also while firing", samples(0s, 300s, 150) + std::vector{tick(331s)}, unknown);

    row("a gap in pending starts it anew",
        samples(0s, 100s, 150) + std::vector{tick(140s)} + samples(200s, 490s, 150),
        {S::Pending, 200s, false, false, false, 150});
    row("the same where nothing ticked in the gap", samples(0s, 100s, 150) + samples(200s, 490s, 150),
        {S::Pending, 200s, false, false, false, 150});
    row("the gap does not count", samples(0s, 100s, 150) + samples(400s, 400s, 150),
        {S::Pending, 400s, false, false, false, 150});
    row("old tasks after a gap: firing, inferred",
        samples(0s, 100s, 150) + std::vector{tick(140s), sample(1000s, 150, 400s)},
        {S::Firing, 600s, true, false, false, 150});
    row("firing before the gap continues",
        samples(0s, 300s, 150) + std::vector{tick(340s), sample(1000s, 150, 10s)},
        {S::Firing, 0s, false, false, true, 150});
    row("also through two gaps",
        samples(0s, 300s, 150) + std::vector{tick(340s), sample(1000s, 150), tick(1100s), sample(2000s, 200)},
        {S::Firing, 0s, false, false, true, 200});
    row("firing before the gap, fine after it",
        samples(0s, 300s, 150) + std::vector{tick(340s), sample(1000s, 3)},
        {S::Inactive, none, false, false, false, 3});
    row("a gap while recovering, over after it: continues",
        samples(0s, 300s, 150) + std::vector{sample(310s, 3), tick(350s), sample(1000s, 150)},
        {S::Firing, 0s, false, false, true, 150});
    row("a gap while recovering ends it when fine",
        samples(0s, 300s, 150) + std::vector{sample(310s, 3), sample(1000s, 3)},
        {S::Inactive, none, false, false, false, 3});
    row("eight hours of suspend are a gap", samples(0s, 200s, 150) + std::vector{sample(8h, 150, 1min)},
        {S::Pending, 8h, false, false, false, 150});

    row("start: over, oldest under five minutes", {sample(0s, 150, 299999ms)},
        {S::Pending, 0s, false, false, false, 150});
    row("start: over, oldest five minutes", {sample(0s, 150, 300s)},
        {S::Firing, -300s, true, false, false, 150});
    row("start: over, age unknown", {sample(0s, 150)}, {S::Pending, 0s, false, false, false, 150});
    row("start: fine, oldest an hour", {sample(0s, 100, 1h)}, {S::Inactive, none, false, false, false, 100});
    row("inferred goes on firing", std::vector{sample(0s, 150, 300s)} + samples(10s, 60s, 150),
        {S::Firing, -300s, true, false, false, 150});
    row("inferred recovers like any other", std::vector{sample(0s, 150, 300s)} + samples(10s, 40s, 3),
        {S::Inactive, none, false, false, false, 3});

    row("wall clock one hour forward: pending anew", {sample(0s, 150), sample(10s, 150, {}, 1h)},
        {S::Pending, 1h + 10s, false, false, false, 150});
    row("wall clock one hour back: pending anew", {sample(0s, 150), sample(10s, 150, {}, -1h)},
        {S::Pending, -1h + 10s, false, false, false, 150});
    row("wall clock set while firing: the same, by the new clock",
        samples(0s, 300s, 150) + std::vector{sample(310s, 150, {}, 1h)},
        {S::Firing, 1h, false, false, true, 150});
    row("five seconds are no clock step", samples(0s, 290s, 150) + std::vector{sample(300s, 150, {}, 5s)},
        {S::Firing, 0s, false, false, false, 150});
    row("a clock step gives no time away", samples(0s, 200s, 150) + std::vector{sample(210s, 150, {}, 1h)},
        {S::Pending, 1h + 210s, false, false, false, 150});
}

void TestRuleState::behavesInTime()
{
    QFETCH(std::vector<Step>, steps);
    QFETCH(Expected, expected);

    RuleState state(AlertRule{});
    for (const Step &step : steps) {
        if (step.kind == Step::Tick) {
            state.tick(boot + step.at);
            continue;
        }
        RuleState::Input input{start + step.at + step.clockOffset, boot + step.at, 30s, {}, step.oldest};
        if (step.kind == Step::Sample)
            input.value = step.value;
        state.observe(input);
    }

    QCOMPARE(state.state(), expected.state);
    const auto since = state.since() ? std::optional(*state.since() - start) : std::nullopt;
    QCOMPARE(since, expected.since);
    QCOMPARE(state.inferred(), expected.inferred);
    QCOMPARE(state.recovering(), expected.recovering);
    QCOMPARE(state.continued(), expected.continued);
    QCOMPARE(state.value(), expected.value);
}

void TestRuleState::saysHowLongItLasts()
{
    RuleState state(AlertRule{});
    QCOMPARE(state.lasting(boot), std::nullopt);
    state.observe({start, boot, 30s, 150, {}});
    QCOMPARE(state.lasting(boot + 7s), Milliseconds(7s));
    state.observe({start + 10s, boot + 10s, 30s, 100, {}});
    QCOMPARE(state.lasting(boot + 10s), std::nullopt);
}

void TestRuleState::itsClockStopsWhileItRecovers()
{
    RuleState state(AlertRule{});
    for (const auto at : {0s, 100s, 200s, 300s})
        state.observe({start + at, boot + at, 300s, 150, {}});
    state.observe({start + 310s, boot + 310s, 300s, 3, {}});
    QVERIFY(state.recovering());
    QCOMPARE(state.lasting(boot + 310s), Milliseconds(310s));
    QCOMPARE(state.lasting(boot + 330s), Milliseconds(310s));
    state.observe({start + 335s, boot + 335s, 300s, 150, {}});
    QCOMPARE(state.lasting(boot + 340s), Milliseconds(340s));
}

void TestRuleState::followsTheRunbooksRule()
{
    RuleState state(AlertRule{u"mine"_s, 5, 20s});
    state.observe({start, boot, 30s, 6, {}});
    QCOMPARE(state.state(), AlertState::Pending);
    state.observe({start + 20s, boot + 20s, 30s, 6, {}});
    QCOMPARE(state.state(), AlertState::Firing);

    RuleState atOnce(AlertRule{u"now"_s, 5, 0s});
    atOnce.observe({start, boot, 30s, 6, {}});
    QCOMPARE(atOnce.state(), AlertState::Firing);
}

QTEST_GUILESS_MAIN(TestRuleState)
#include "tst_rulestate.moc"
