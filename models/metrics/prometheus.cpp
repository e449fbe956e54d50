// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/prometheus.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Shorter than the client's own patience: who gives up there says why.
constexpr const char *patience = "8s";

/// In seconds.
QByteArray timeText(Instant time)
{
    return QByteArray::number(static_cast<double>(time.time_since_epoch() / 1ms) / 1000, 'f', 3);
}

} // namespace

Prometheus::Prometheus(const MetricSource &source, const QString &profileName, Keyring &keyring,
                       const Clock &clock)
    : m_clock(clock)
    , m_matchers(source.matchers)
    , m_server(source, u"Prometheus"_s, metricTokenKey(profileName, u"prometheus"_s), keyring)
{
}

Reply<std::vector<MetricSeries>> Prometheus::query(const QString &promql)
{
    // Without `time`: its own clock stands over its samples, whatever ours says.
    return m_server.ask<std::vector<MetricSeries>>(
        u"/api/v1/query"_s, {{"query", promql.toUtf8()}, {"timeout", patience}}, seriesOf);
}

Reply<std::vector<MetricSeries>> Prometheus::queryRange(const QString &promql, Instant from, Instant to,
                                                        Milliseconds step)
{
    return m_server.ask<std::vector<MetricSeries>>(u"/api/v1/query_range"_s,
                                                   {{"query", promql.toUtf8()},
                                                    {"start", timeText(from)},
                                                    {"end", timeText(to)},
                                                    {"step", timeText(Instant(step))},
                                                    {"timeout", patience}},
                                                   seriesOf);
}

Reply<QStringList> Prometheus::metricNames()
{
    const Instant now = m_clock.utc();
    FormFields fields{{"start", timeText(now - 1h)}, {"end", timeText(now)}};
    if (!m_matchers.isEmpty())
        fields.emplace_back("match[]", selector({}).toUtf8());
    return m_server.ask<QStringList>(u"/api/v1/label/__name__/values"_s, fields, valuesOf);
}

QString Prometheus::selector(const QStringList &matchers) const
{
    return u'{' + (matchers + m_matchers).join(u',') + u'}';
}

QString quotedForPromql(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s) + u'"';
}

} // namespace signalbox
