// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardsource.h"

namespace signalbox {

class AlertEngine;
class Watch;

/// The present: what the watch sees and the rules make of it. Both outlive it.
class LiveBoard final : public BoardSource
{
    Q_OBJECT

public:
    LiveBoard(Watch &watch, AlertEngine &alerts, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const std::vector<NamespaceSample> &namespaces() const override;
    [[nodiscard]] const NamespaceSample *namespaceSample(const QString &ns) const override;
    [[nodiscard]] bool isStale(const NamespaceSample &sample) const override;
    [[nodiscard]] Signal signal(const NamespaceSample &sample) const override;
    [[nodiscard]] NamespaceAssessment assessment(const QString &ns) const override;
    [[nodiscard]] std::vector<QueueKey> queues(const QString &ns) const override;
    [[nodiscard]] bool isNamed(const QueueKey &key) const override;
    [[nodiscard]] QueueFacts facts(const QueueKey &key, const QueueFacts &before) const override;
    [[nodiscard]] Verdict verdict(const QueueKey &key) const override;
    [[nodiscard]] QList<double> line(const QueueKey &key) const override;
    [[nodiscard]] qint64 lineStep() const override;
    [[nodiscard]] Milliseconds now() const override;

private:
    [[nodiscard]] std::optional<qint64> threshold(RuleKind kind, const QueueKey &key) const;
    [[nodiscard]] bool isStale(const QueueSample &sample) const;
    [[nodiscard]] std::optional<QueueAssessment> lastKnown(const QueueFacts &before,
                                                           const QueueFacts &after) const;

    const Watch &m_watch;
    const AlertEngine &m_alerts;
    const Clock &m_clock;
};

} // namespace signalbox
