// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/attemptcount.h"
#include "models/metrics/dialect.h"
#include "models/metrics/prometheus.h"

#include <QObject>

namespace signalbox {

/// What a Prometheus has of a queue, by the metrics of Temporal's server, however these are spelt. Which
/// dialect it has is asked with each question: a server that is set up anew changes it. Owner thread.
class QueueMetrics
{
public:
    enum class Backlog { Workflow, Activity };

    /// Outlived by the Prometheus.
    explicit QueueMetrics(Prometheus &prometheus);

    /// What Prometheus says, and how it spells it.
    template <class Value>
    struct Said
    {
        Dialects dialects;
        std::optional<Value> value; ///< nothing: there is no such series now
    };
    /// Of both types over time.
    struct Backlogs
    {
        std::vector<MetricPoint> workflow;
        std::vector<MetricPoint> activity;
    };
    using SaidBacklog = Said<double>;
    using SaidBacklogs = Said<Backlogs>;
    using SaidAttempts = Said<AttemptCount>;

    /// The gauge, summed over partitions, versions and priorities. NotFound: it has no metrics of a server.
    [[nodiscard]] Reply<SaidBacklog> backlog(const QueueKey &key, Backlog backlog);
    /// The gauges as they were, each `step`.
    [[nodiscard]] Reply<SaidBacklogs> backlogs(const QueueKey &key, Instant from, Instant to,
                                               Milliseconds step);
    /// What finished in the last five minutes. NotFound likewise.
    [[nodiscard]] Reply<SaidAttempts> attempts(const QueueKey &key);

private:
    using Series = std::vector<MetricSeries>;

    /// Asks for the dialect, and goes on with it unless there is none.
    template <class Answer, class Next>
    void withDialects(const ReplyPromise<Answer> &promise, Next next);
    void countAttempts(const ReplyPromise<SaidAttempts> &promise, Dialects dialects, Series counters);

    Prometheus &m_prometheus;
    QObject m_context; ///< of what is under way
};

} // namespace signalbox
