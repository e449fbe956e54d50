// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/queuemetrics.h"

#include "models/base/text.h"

#include <set>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds window = 5min;
/// So that a value from before the window is among them, at any usual distance of scrapes.
constexpr int minutesRead = 8;

QStringList namesOf(const QueueKey &key, Dialects dialects)
{
    return {nameMatcher(u"namespace"_s, key.ns, dialects), nameMatcher(u"taskqueue"_s, key.queue, dialects)};
}

/// By the newest of all points: its clock is not ours.
std::optional<Instant> newest(const std::vector<MetricSeries> &all)
{
    std::optional<Instant> time;
    for (const MetricSeries &series : all)
        if (!series.points.empty() && (!time || series.points.back().time > *time))
            time = series.points.back().time;
    return time;
}

/// Of one label of some series, as alternatives of a regular expression.
QString anyValueOf(const QString &label, const std::vector<MetricSeries> &all)
{
    std::set<QString> values;
    for (const MetricSeries &series : all)
        if (const auto found = series.labels.find(label); found != series.labels.end())
            values.insert(escapedForRe2(found->second));
    return QStringList(values.begin(), values.end()).join(u'|');
}

} // namespace

QueueMetrics::QueueMetrics(Prometheus &prometheus)
    : m_prometheus(prometheus)
{
}

template <class Answer, class Next>
void QueueMetrics::withDialects(const ReplyPromise<Answer> &promise, Next next)
{
    const QString probe = m_prometheus.selector({u"__name__=~"_s + quotedForPromql(serverProbe()),
                                                 u"service_name=~\"frontend|history|matching|worker\""_s});
    m_prometheus.query(u"count by (__name__) (%1)"_s.arg(probe))
        .deliver(&m_context, [promise, next = std::move(next)](const Result<Series> &probed) {
            if (!probed)
                return promise.finish(tl::unexpected(probed.error()));
            const Dialects dialects = dialectsOf(*probed);
            if (dialects == Dialects())
                return promise.finish(
                    fail(ErrorKind::NotFound, Text::tr("it has no metrics of Temporal's server that fit")));
            next(dialects);
        });
}

Reply<QueueMetrics::SaidBacklog> QueueMetrics::backlog(const QueueKey &key, Backlog backlog)
{
    const ReplyPromise<SaidBacklog> promise;
    withDialects(promise, [this, promise, key, backlog](Dialects dialects) {
        const QString type = backlog == Backlog::Workflow ? u"Workflow"_s : u"Activity"_s;
        const QString series =
            m_prometheus.selector(namesOf(key, dialects) + QStringList{u"task_type=\"%1\""_s.arg(type),
                                                                       u"partition!=\"__sticky__\""_s});
        m_prometheus.query(u"sum(approximate_backlog_count%1)"_s.arg(series))
            .deliver(&m_context, [promise, dialects](const Result<Series> &said) {
                if (!said)
                    return promise.finish(tl::unexpected(said.error()));
                SaidBacklog answer{dialects, {}};
                if (!said->empty() && !said->front().points.empty())
                    answer.value = said->front().points.back().value;
                promise.finish(answer);
            });
    });
    return promise.reply();
}

Reply<QueueMetrics::SaidBacklogs> QueueMetrics::backlogs(const QueueKey &key, Instant from, Instant to,
                                                         Milliseconds step)
{
    const ReplyPromise<SaidBacklogs> promise;
    withDialects(promise, [this, promise, key, from, to, step](Dialects dialects) {
        const QString series =
            m_prometheus.selector(namesOf(key, dialects) + QStringList{u"partition!=\"__sticky__\""_s});
        m_prometheus
            .queryRange(u"sum by (task_type) (approximate_backlog_count%1)"_s.arg(series), from, to, step)
            .deliver(&m_context, [promise, dialects](const Result<Series> &said) {
                if (!said)
                    return promise.finish(tl::unexpected(said.error()));
                SaidBacklogs answer{dialects, {}};
                for (const MetricSeries &one : *said) {
                    if (!answer.value)
                        answer.value.emplace();
                    const auto type = one.labels.find(u"task_type"_s);
                    const bool isActivity = type != one.labels.end() && type->second == "Activity"_L1;
                    (isActivity ? answer.value->activity : answer.value->workflow) = one.points;
                }
                promise.finish(answer);
            });
    });
    return promise.reply();
}

Reply<QueueMetrics::SaidAttempts> QueueMetrics::attempts(const QueueKey &key)
{
    const ReplyPromise<SaidAttempts> promise;
    withDialects(promise, [this, promise, key](Dialects dialects) {
        const QString series = m_prometheus.selector(
            QStringList{counterMatcher(attemptCounters(), dialects)} + namesOf(key, dialects));
        m_prometheus.query(u"%1[%2m]"_s.arg(series, QString::number(minutesRead)))
            .deliver(&m_context, [this, promise, dialects](Result<Series> counters) {
                if (!counters)
                    return promise.finish(tl::unexpected(counters.error()));
                if (!newest(*counters))
                    return promise.finish(SaidAttempts{dialects, {}});
                countAttempts(promise, dialects, std::move(*counters));
            });
    });
    return promise.reply();
}

void QueueMetrics::countAttempts(const ReplyPromise<SaidAttempts> &promise, Dialects dialects,
                                 Series counters)
{
    QStringList targets;
    for (const QString &label : {u"job"_s, u"instance"_s})
        targets << label + u"=~"_s + quotedForPromql(anyValueOf(label, counters));
    m_prometheus.query(u"up{%1}[%2m]"_s.arg(targets.join(u','), QString::number(minutesRead)))
        .deliver(&m_context, [promise, dialects, counters = std::move(counters)](const Result<Series> &up) {
            if (!up)
                return promise.finish(tl::unexpected(up.error()));
            const Instant now = std::max(*newest(counters), newest(*up).value_or(Instant()));
            promise.finish(SaidAttempts{dialects, attemptsSince(now - window, counters, *up)});
        });
}

} // namespace signalbox
