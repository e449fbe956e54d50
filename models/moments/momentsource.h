// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/acts.h"
#include "models/store/past.h"

#include <QObject>

namespace signalbox {

/// Where the past is read from: the profile's own (OwnPast), or a black box (BlackBoxPast). Owner thread;
/// what is read is read by another.
class MomentSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    struct Span
    {
        Instant from;
        Instant to;
    };
    /// From when to when there is something of.
    [[nodiscard]] virtual Span span() const = 0;
    /// As in `Past`.
    [[nodiscard]] virtual Reply<PastMoment> moment(Instant at, Milliseconds lineSpan) = 0;
    [[nodiscard]] virtual Reply<std::vector<Transition>> alerts(Span span) = 0;
    [[nodiscard]] virtual Reply<PastSpan> range(const QueueKey &key, Span span, int slices) = 0;
    [[nodiscard]] virtual Reply<std::vector<Judgement>> judgements(const QueueKey &key, Span span) = 0;
    /// What was counted of namespaces, and called.
    [[nodiscard]] virtual Reply<Overview> overview(const OverviewQuery &query) = 0;
    [[nodiscard]] virtual Reply<std::vector<VersionRow>> versions(const QueueKey &key, Span span) = 0;
    /// What people said of alerts.
    [[nodiscard]] virtual Reply<std::vector<Mark>> marks(Span span) = 0;
    /// What was done.
    [[nodiscard]] virtual Reply<std::vector<Act>> acts() = 0;

Q_SIGNALS:
    void changed(); ///< which namespaces may be read
};

} // namespace signalbox
