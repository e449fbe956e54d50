// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulepreview.h"

#include "models/alerts/pollermemory.h"
#include "models/alerts/ruleset.h"
#include "models/store/storereader.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// The store keeps looks for so long, then minutes.
constexpr Milliseconds looksKept = 24h;

/// How far the first looks at queues lie apart where a console began to look: a sweep takes its time.
constexpr Milliseconds sweep = 5min;

/// What a kept look promised to the next one. It is not kept: one that the next look followed in time
/// promised that, and of the last one before a gap its validity is known.
Milliseconds promiseOf(const SeriesPoint &point, bool isFollowed)
{
    const Milliseconds spoken = point.until - point.sample.time;
    return isFollowed ? spoken : (spoken - validity(0ms)) / 2;
}

/// One task type of one queue, as time passes.
class Tally
{
public:
    Tally(const QueueKey &key, TaskType type, const AlertRule &rule, Instant from)
        : m_from(from)
    {
        m_queue.key = key;
        m_queue.type = type;
        m_queue.threshold = rule.threshold;
    }

    /// What it is from then on. An occurrence that goes on after a gap is the same.
    void take(AlertState state, Instant now)
    {
        pass(now);
        m_state = state;
        if (state == AlertState::Firing && !m_isOccurring) {
            m_isOccurring = true;
            m_isCounted = false;
        }
        if (state != AlertState::Firing && state != AlertState::Unknown)
            m_isOccurring = false;
        if (m_isOccurring && !m_isCounted && now >= m_from)
            count(now);
    }
    /// Before the time that is asked about it was firing already.
    void pass(Instant now)
    {
        if (m_state == AlertState::Firing && now > m_from) {
            if (!m_isCounted)
                count(m_from);
            m_queue.lasting += now - std::max(m_since, m_from);
        }
        m_since = now;
    }
    [[nodiscard]] PreviewedQueue result(Instant end)
    {
        pass(end);
        m_queue.isFiring = m_state == AlertState::Firing;
        return m_queue;
    }

private:
    void count(Instant when)
    {
        m_isCounted = true;
        ++m_queue.times;
        m_queue.last = when;
    }

    const Instant m_from;
    PreviewedQueue m_queue;
    AlertState m_state = AlertState::Unknown;
    Instant m_since;
    bool m_isOccurring = false;
    bool m_isCounted = false;
};

/// How many usually poll, as UsualPollers knows it: by what was seen before.
struct UsualOf
{
    PollerMemory memory;

    void take(std::optional<int> alive, const SeriesPoint &point)
    {
        if (alive)
            memory.add(*alive, point.sample.time.time_since_epoch(), point.until.time_since_epoch());
    }
};

/// One queue.
class QueuePreview
{
public:
    QueuePreview(const QueueKey &key, const AlertRule &rule, Instant from, Instant to)
        : m_rules({rule})
        , m_id(rule.id)
        , m_judgesWorkers(rule.kind == RuleKind::WorkersGone)
        , m_from(from)
        , m_to(to)
    {
        for (const TaskType type : judgeOf(rule.kind).types())
            m_tallies.emplace_back(type, Tally(key, type, rule, from));
    }

    void take(const Series &series)
    {
        const auto &points = series.points();
        for (auto point = points.begin(); point != points.end(); ++point) {
            const auto next = std::next(point);
            const Instant until = next != points.end() ? next->sample.time : m_to;
            observe(*point, next != points.end() && point->until >= until);
            if (point->until < until)
                passGap(point->until, until);
        }
    }
    [[nodiscard]] bool isKnown() const { return m_begin.has_value(); }
    [[nodiscard]] std::optional<Instant> begin() const { return m_begin; }
    [[nodiscard]] Milliseconds unknown() const { return m_unknown; }
    [[nodiscard]] std::vector<PreviewedQueue> results()
    {
        std::vector<PreviewedQueue> results;
        for (auto &[type, tally] : m_tallies)
            results.push_back(tally.result(m_to));
        return results;
    }

private:
    void observe(const SeriesPoint &point, bool isFollowed)
    {
        QueueSample sample = point.sample;
        sample.sinceBoot = sample.time.time_since_epoch();
        sample.interval = promiseOf(point, isFollowed);
        QueueSight sight{sample, {}, {}};
        if (m_judgesWorkers) {
            sight.workflow.usual = m_workflow.memory.usual(sample.sinceBoot);
            sight.activity.usual = m_activity.memory.usual(sample.sinceBoot);
            m_workflow.take(sample.workflowPollers, point);
            m_activity.take(sample.activityPollers, point);
        }
        m_rules.observe(sight);
        note(sample.time);
        if (!m_begin && point.until >= m_from)
            m_begin = std::max(sample.time, m_from);
    }
    void passGap(Instant from, Instant to)
    {
        m_rules.tick(from.time_since_epoch() + 1ms);
        note(from);
        if (to > m_from)
            m_unknown += to - std::max(from, m_from);
    }
    void note(Instant now)
    {
        for (auto &[type, tally] : m_tallies)
            tally.take(m_rules.state(m_id, type), now);
    }

    RuleSet m_rules;
    const QString m_id;
    const bool m_judgesWorkers;
    const Instant m_from;
    const Instant m_to;
    std::vector<std::pair<TaskType, Tally>> m_tallies;
    UsualOf m_workflow;
    UsualOf m_activity;
    std::optional<Instant> m_begin;
    Milliseconds m_unknown{0};
};

void keepLongest(RulePreview &preview)
{
    std::stable_sort(preview.shown.begin(), preview.shown.end(),
                     [](const PreviewedQueue &a, const PreviewedQueue &b) { return a.lasting > b.lasting; });
    preview.shown.resize(std::min(preview.shown.size(), RulePreview::mostShown));
}

/// Since when a queue is known, and for how long it was not after that.
struct Knowledge
{
    Instant begin;
    Milliseconds unknown{0};
};

/// What is missing of a queue that is known for less long than others is missing too.
void countGaps(RulePreview &preview, const std::vector<Knowledge> &all)
{
    for (const Knowledge &one : all) {
        const Milliseconds late = one.begin - *preview.begin;
        const Milliseconds unknown = one.unknown + (late > sweep ? late : 0ms);
        preview.gapped += unknown > 0ms;
        preview.longestGaps = std::max(preview.longestGaps, unknown);
    }
}

void add(RulePreview &preview, std::vector<Knowledge> &all, QueuePreview &queue)
{
    if (!queue.isKnown())
        return;
    ++preview.queues;
    preview.begin = std::min(preview.begin.value_or(*queue.begin()), *queue.begin());
    all.push_back({*queue.begin(), queue.unknown()});
    bool hasFired = false;
    for (PreviewedQueue &one : queue.results()) {
        if (one.times == 0)
            continue;
        hasFired = true;
        preview.times += one.times;
        preview.lasting += one.lasting;
        preview.shown.push_back(std::move(one));
    }
    preview.fired += hasFired;
    // Cut now and then, so that a rule that fires everywhere takes no more memory.
    if (preview.shown.size() >= 2 * RulePreview::mostShown)
        keepLongest(preview);
}

} // namespace

bool isKeptForRule(RuleKind kind)
{
    return scopeOf(kind) == RuleScope::Queue && kind != RuleKind::ActivityFailure;
}

Result<RulePreview> previewRule(const PreviewQuery &query, PreviewProgress &progress)
{
    RulePreview preview;
    preview.from = query.from;
    preview.to = query.to;
    preview.isKept = isKeptForRule(query.rule.rule.kind);
    if (!preview.isKept)
        return preview;
    const auto reading = PastReading::open(query.store);
    if (!reading)
        return tl::unexpected(reading.error());
    if (!*reading)
        return preview;
    const auto queues = (*reading)->queues();
    if (!queues)
        return tl::unexpected(queues.error());
    const AlertRule &rule = query.rule.rule;
    // What is usual is of the day before.
    const Milliseconds ahead = rule.kind == RuleKind::WorkersGone ? PollerMemory::span : 0ms;
    std::vector<Knowledge> known;
    progress.all = queues->size();
    for (const QueueKey &key : *queues) {
        if (progress.isUnwanted)
            break;
        ++progress.done;
        const auto here = query.readable.contains(key.ns) ? query.runbook.rule(rule.kind, key) : std::nullopt;
        preview.elsewhere += here && here->id != rule.id;
        if (!here || here->id != rule.id)
            continue;
        const auto series = (*reading)->read({key, query.from - ahead, query.to, Series::everyLook});
        if (!series)
            return tl::unexpected(series.error());
        QueuePreview queue(key, *here, query.from, query.to);
        queue.take(*series);
        add(preview, known, queue);
    }
    countGaps(preview, known);
    keepLongest(preview);
    if (preview.to - preview.begin.value_or(preview.to) > looksKept)
        preview.minutesUntil = preview.to - looksKept;
    return preview;
}

} // namespace signalbox
