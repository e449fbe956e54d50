// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "models/metrics/queuemetrics.h"

#include <functional>

namespace signalbox {

/// What Prometheus makes of an alert, beside what the console does. It never changes an alert.
struct Opinion
{
    enum class Stance {
        Agrees,  ///< it is on the same side of the rule's limit
        Differs, ///< it is not
        Silent,  ///< nothing can be said
    };
    Stance stance = Stance::Silent;
    QString sentence;

    bool operator==(const Opinion &) const = default;
};

/// Whether the server's metrics have what a rule judges.
[[nodiscard]] bool isInMetrics(RuleKind kind);
/// `lasting`: how long it has differed without a break.
[[nodiscard]] Opinion opinionOn(const Alert &alert, const Result<QueueMetrics::SaidBacklog> &said,
                                Milliseconds lasting);
[[nodiscard]] Opinion opinionOn(const Alert &alert, const Result<QueueMetrics::SaidAttempts> &said,
                                Milliseconds lasting);
/// Where its labels have one name for two queues.
[[nodiscard]] Opinion ambiguous(const QueueKey &other);

/// Asks a profile's Prometheus about the alert that a person looks at, every 15 s. Owner thread.
class SecondOpinion final : public QObject
{
    Q_OBJECT

public:
    /// Outlived by both.
    SecondOpinion(Prometheus &prometheus, const Clock &clock, QObject *parent = nullptr);

    /// Of all namespaces, as two may be spelt alike.
    using AllQueues = std::function<std::vector<QueueKey>()>;

    /// Once a second; about another one at once. What was said too long ago is forgotten. `queues` is called
    /// only as it asks.
    void look(const Alert &alert, const AllQueues &queues);
    /// Nothing more is asked until the next look.
    void stop();
    /// Of the alert that is looked at; nothing yet or no longer, or nothing of its kind.
    [[nodiscard]] const std::optional<Opinion> &opinion() const { return m_opinion; }

Q_SIGNALS:
    void changed();

private:
    template <class Said>
    void take(const Result<Said> &said, const std::vector<QueueKey> &queues);

    QueueMetrics m_metrics;
    const Clock &m_clock;
    std::optional<AlertKey> m_of;
    Alert m_alert;                            ///< as it was looked at last
    std::optional<Milliseconds> m_asked;      ///< by Clock::sinceBoot
    std::optional<Milliseconds> m_differedAt; ///< likewise, at first
    std::optional<Opinion> m_opinion;
    Milliseconds m_saidAt{0}; ///< likewise
    bool m_isAsking = false;
    Delivery m_delivery;
};

} // namespace signalbox
