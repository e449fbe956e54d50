// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/metricserver.h"
#include "models/metrics/prometheusanswer.h"

namespace signalbox {

/// A Prometheus that a profile names. Only reads. Owner thread.
class Prometheus
{
public:
    /// Outlived by keyring and clock.
    Prometheus(const MetricSource &source, const QString &profileName, Keyring &keyring, const Clock &clock);

    /// A query in PromQL, as of now.
    [[nodiscard]] Reply<std::vector<MetricSeries>> query(const QString &promql);
    /// Likewise over a time, each `step`.
    [[nodiscard]] Reply<std::vector<MetricSeries>> queryRange(const QString &promql, Instant from, Instant to,
                                                              Milliseconds step);
    /// The names of all metrics that the profile's matchers let through, of the last hour.
    [[nodiscard]] Reply<QStringList> metricNames();
    /// `{a="b",cluster="eu"}`: these matchers, and the profile's.
    [[nodiscard]] QString selector(const QStringList &matchers) const;

private:
    const Clock &m_clock;
    const QStringList m_matchers;
    MetricServer m_server;
};

/// A text in PromQL.
[[nodiscard]] QString quotedForPromql(QString text);

} // namespace signalbox
