// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardsource.h"
#include "models/store/momentreader.h"

#include <map>

namespace signalbox {

/// A moment of the past, as it was known and judged then: nothing is judged again. What was not kept is
/// unknown, and what was too old already says its age. The runbook is the one of now.
class PastBoard final : public BoardSource
{
    Q_OBJECT

public:
    explicit PastBoard(const Runbook &runbook, QObject *parent = nullptr);

    void show(Instant moment, const PastMoment &known);

    [[nodiscard]] const std::vector<NamespaceSample> &namespaces() const override { return m_namespaces; }
    [[nodiscard]] const NamespaceSample *namespaceSample(const QString &ns) const override;
    [[nodiscard]] bool isStale(const NamespaceSample &sample) const override;
    [[nodiscard]] Signal signal(const NamespaceSample &sample) const override;
    [[nodiscard]] std::vector<QueueKey> queues(const QString &ns) const override;
    [[nodiscard]] bool isNamed(const QueueKey &) const override { return false; }
    [[nodiscard]] QueueFacts facts(const QueueKey &key, const QueueFacts &before) const override;
    [[nodiscard]] Verdict verdict(const QueueKey &key) const override;
    [[nodiscard]] QList<double> line(const QueueKey &key) const override;
    [[nodiscard]] qint64 lineStep() const override;
    [[nodiscard]] Milliseconds now() const override { return m_moment.time_since_epoch(); }

private:
    void add(const PastCounts &counts);
    [[nodiscard]] QueueAssessment assessmentOf(const PastLook &look) const;

    const Runbook &m_runbook;
    Instant m_moment;
    std::map<QueueKey, PastLook> m_looks;
    std::vector<NamespaceSample> m_namespaces; ///< by name
};

} // namespace signalbox
