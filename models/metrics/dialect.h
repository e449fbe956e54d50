// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/metrics/prometheusanswer.h"

#include <optional>

/// How Temporal's server spells what it counts, by the framework its configuration names: pure functions, any
/// thread. As seen of servers 1.32.
namespace signalbox {

/// Which of the two a Prometheus has; both where servers of one cluster differ.
struct Dialects
{
    bool tally = false;         ///< writes "_" for all in a label's value that is no letter, digit or "_"
    bool openTelemetry = false; ///< leaves values as they are, and ends the names of counters in "_total"

    bool operator==(const Dialects &) const = default;
};

/// What a server always counts, by name, of either dialect.
[[nodiscard]] QString serverProbe();
/// By that query's answer.
[[nodiscard]] Dialects dialectsOf(const std::vector<MetricSeries> &probed);

/// A text as a pattern that only itself fits.
[[nodiscard]] QString escapedForRe2(const QString &text);
/// A label's value as tally writes it.
[[nodiscard]] QString talliedName(const QString &name);
/// Matchers of the label for this name: one alternative for each dialect that spells it differently.
[[nodiscard]] QString nameMatcher(const QString &label, const QString &name, Dialects dialects);
/// A matcher of the names of counters.
[[nodiscard]] QString counterMatcher(const QStringList &counters, Dialects dialects);
/// Another one of these queues whose labels are the same.
[[nodiscard]] std::optional<QueueKey> collidingWith(const QueueKey &key, const std::vector<QueueKey> &all,
                                                    Dialects dialects);

} // namespace signalbox
