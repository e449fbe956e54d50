// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/pastboard.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/board/sparkline.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// From this age on a value says its age, as on the board of now.
constexpr Milliseconds worthSaying = 1min;

/// What was promised when a look was taken, from how long it spoke.
Milliseconds intervalOf(Instant from, Instant until)
{
    return (until - from - validity(0ms)) / 2;
}

std::optional<qint64> threshold(const std::optional<AlertRule> &rule)
{
    return rule ? std::optional(rule->threshold) : std::nullopt;
}

QString judgedSentence(const Judgement &judgement, Milliseconds age)
{
    if (!judgement.sentence.isEmpty())
        return judgement.sentence;
    if (judgement.signal != Signal::Clear)
        return Text::tr("why was not kept");
    return age < worthSaying ? QString() : Text::tr("checked %1 before").arg(formatRoughly(age));
}

} // namespace

PastBoard::PastBoard(const Runbook &runbook, QObject *parent)
    : BoardSource(parent)
    , m_runbook(runbook)
{
}

void PastBoard::show(Instant moment, const PastMoment &known)
{
    m_moment = moment;
    m_looks.clear();
    m_namespaces.clear();
    for (const PastLook &look : known.looks) { // by namespace
        m_looks.emplace_hint(m_looks.end(), look.sample.key, look);
        if (m_namespaces.empty() || m_namespaces.back().info.name != look.sample.key.ns) {
            NamespaceSample &sample = m_namespaces.emplace_back();
            sample.info.name = look.sample.key.ns;
        }
    }
    for (const PastCounts &counts : known.namespaces)
        add(counts);
    Q_EMIT listed();
    for (const auto &[key, look] : m_looks)
        Q_EMIT queueChanged(key);
}

/// On the board's clock, which is the wall clock of then.
void PastBoard::add(const PastCounts &counts)
{
    auto place = std::lower_bound(
        m_namespaces.begin(), m_namespaces.end(), counts.ns,
        [](const NamespaceSample &sample, const QString &ns) { return sample.info.name < ns; });
    if (place == m_namespaces.end() || place->info.name != counts.ns) {
        place = m_namespaces.emplace(place);
        place->info.name = counts.ns;
    }
    if (counts.running) {
        place->running = counts.running;
        place->paused = counts.paused;
        place->time = std::min(counts.until - countValidity, m_moment);
        place->sinceBoot = place->time->time_since_epoch();
    }
    place->closes = counts.closes;
    if (place->closes)
        place->closes->sinceBoot = counts.asked.time_since_epoch();
    if (isStale(*place))
        place->error =
            Text::tr("nothing was counted of it for %1").arg(formatRoughly(now() - place->sinceBoot));
}

bool PastBoard::isStale(const NamespaceSample &sample) const
{
    return sample.time && now() - sample.sinceBoot > countValidity;
}

/// Where nothing was kept of its counts, its queues alone say how it was.
Signal PastBoard::signal(const NamespaceSample &sample) const
{
    return sample.error ? Signal::Unknown : Signal::Clear;
}

const NamespaceSample *PastBoard::namespaceSample(const QString &ns) const
{
    const auto found = std::find_if(m_namespaces.begin(), m_namespaces.end(),
                                    [&](const NamespaceSample &sample) { return sample.info.name == ns; });
    return found == m_namespaces.end() ? nullptr : &*found;
}

std::vector<QueueKey> PastBoard::queues(const QString &ns) const
{
    std::vector<QueueKey> keys;
    for (auto look = m_looks.lower_bound({ns, {}}); look != m_looks.end() && look->first.ns == ns; ++look)
        keys.push_back(look->first);
    return keys;
}

QueueFacts PastBoard::facts(const QueueKey &key, const QueueFacts &) const
{
    QueueFacts facts;
    facts.key = key;
    facts.workflowLimit = threshold(m_runbook.rule(RuleKind::Backlog, key));
    facts.activityLimit = threshold(m_runbook.rule(RuleKind::ActivityBacklog, key));
    const auto found = m_looks.find(key);
    if (found == m_looks.end())
        return facts;
    const PastLook &look = found->second;
    facts.sample = look.sample;
    facts.sample->sinceBoot = look.sample.time.time_since_epoch(); // as now() has it
    facts.stale = m_moment >= look.until;
    facts.assessment = assessmentOf(look);
    if (facts.stale && look.judgement && look.judgement->signal != Signal::Unknown)
        facts.last = QueueAssessment{look.judgement->signal, {}, look.judgement->since, {}};
    return facts;
}

QueueAssessment PastBoard::assessmentOf(const PastLook &look) const
{
    const Milliseconds age = std::max(m_moment - look.sample.time, 0ms);
    if (m_moment >= look.until)
        return {Signal::Unknown, Text::tr("nothing was seen of it for %1").arg(formatRoughly(age)), {}, {}};
    if (!look.judgement)
        return {Signal::Unknown, Text::tr("how it was judged was not kept"), {}, {}};
    return {look.judgement->signal, judgedSentence(*look.judgement, age), look.judgement->since, {}};
}

Verdict PastBoard::verdict(const QueueKey &key) const
{
    Verdict verdict;
    const auto found = m_looks.find(key);
    if (found != m_looks.end() && found->second.judgement)
        verdict.evidence.push_back({Text::tr("judged so"),
                                    formatZonedTime(found->second.judgement->time),
                                    Text::tr("what was kept of it"),
                                    {}});
    return verdict;
}

QList<double> PastBoard::line(const QueueKey &key) const
{
    const auto found = m_looks.find(key);
    if (found == m_looks.end())
        return {};
    const PastLook &look = found->second;
    std::vector<QueueSample> samples;
    for (const PastBacklog &minute : look.before) {
        QueueSample &sample = samples.emplace_back();
        sample.time = minute.time;
        sample.interval = intervalOf(minute.time, minute.until);
        sample.workflowBacklog = minute.workflow;
        sample.activityBacklog = minute.activity;
    }
    samples.push_back(look.sample);
    samples.back().interval = intervalOf(look.sample.time, look.until);
    return sparkline::points(samples, m_moment);
}

qint64 PastBoard::lineStep() const
{
    return sparkline::stepOf(m_moment);
}

} // namespace signalbox
