// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardcells.h"

#include <QObject>

namespace signalbox {

/// Where the rows of a board come from: what is watched now (LiveBoard), or what was known at a moment of the
/// past (PastBoard). Tells what changed; is asked for the rest. Owner thread.
class BoardSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual const std::vector<NamespaceSample> &namespaces() const = 0; ///< by name
    [[nodiscard]] virtual const NamespaceSample *namespaceSample(const QString &ns) const = 0;
    [[nodiscard]] virtual bool isStale(const NamespaceSample &sample) const = 0;
    /// What a namespace shows by itself, whatever its queues do.
    [[nodiscard]] virtual Signal signal(const NamespaceSample &sample) const = 0;
    /// What the rules say of it; of the past that is not kept.
    [[nodiscard]] virtual NamespaceAssessment assessment(const QString & /*ns*/) const { return {}; }

    [[nodiscard]] virtual std::vector<QueueKey> queues(const QString &ns) const = 0; ///< sorted
    [[nodiscard]] virtual bool isNamed(const QueueKey &key) const = 0; ///< by the profile or by hand
    /// All but what the runbook says of its owner; `before` is what its row has until now.
    [[nodiscard]] virtual QueueFacts facts(const QueueKey &key, const QueueFacts &before) const = 0;
    [[nodiscard]] virtual Verdict verdict(const QueueKey &key) const = 0;
    /// The points of its sparkline; they move on with `lineStep`.
    [[nodiscard]] virtual QList<double> line(const QueueKey &key) const = 0;
    [[nodiscard]] virtual qint64 lineStep() const = 0;

    [[nodiscard]] virtual Milliseconds now() const = 0; ///< on the clock of the samples' `sinceBoot`

Q_SIGNALS:
    void listed();
    void namespaceChanged(const QString &ns);
    void queuesChanged(const QString &ns); ///< the set of its names
    void queueChanged(const signalbox::QueueKey &key);
};

} // namespace signalbox
