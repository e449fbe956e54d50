// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/monitor/observations.h"
#include "models/temporal/partitions.h"
#include "ui/widgets/factgrid.h"

#include <QFrame>

namespace signalbox {

class FactColumns;

using Facts = std::vector<Fact>;

/// What a look told of a queue's tasks beside their number: how fast each type goes, what limits it and who
/// set that, versions, and what waits with each priority. Pure; nothing of what was not told.
[[nodiscard]] Facts taskFacts(const QueueSample &sample);
/// Who works on it by their own heartbeats, with their slots; the busiest first. nullopt: not known.
[[nodiscard]] Facts workerFacts(const std::optional<QueueWorkers> &workers);
/// nullopt: not asked yet. Pure, as these.
[[nodiscard]] Facts partitionFacts(const std::optional<Result<QueuePartitions>> &partitions);

/// These, beside each other where there is room. Owner thread.
class QueueDetails final : public QFrame
{
    Q_OBJECT

public:
    explicit QueueDetails(QWidget *parent = nullptr);

    void show(const std::optional<QueueSample> &sample, const std::optional<QueueWorkers> &workers);
    void setPartitions(const Result<QueuePartitions> &partitions);

private:
    FactColumns *m_facts;
    std::vector<Fact> m_workers;
    std::vector<Fact> m_tasks;
    std::optional<Result<QueuePartitions>> m_partitions;
};

} // namespace signalbox
