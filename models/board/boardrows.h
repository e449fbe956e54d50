// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardcells.h"

#include <array>
#include <map>
#include <memory>

namespace signalbox {

struct BoardQueueRow
{
    QueueFacts facts;
    QList<double> line; ///< the sparkline, made when a view asks for it
    bool isLineMade = false;
};

/// A row of the first level with those below it. Queues are kept flat; which group shows one is decided here
/// alone (its namespace).
struct BoardGroup
{
    NamespaceFacts facts;
    int row = 0;
    std::vector<BoardQueueRow *> queues; ///< by name
    std::array<int, 4> counts{};         ///< of queues, by signal
    std::array<int, 4> shown{};          ///< by the signal they show

    void count(const QueueFacts &queue, int by)
    {
        counts[static_cast<std::size_t>(queue.assessment.signal)] += by;
        shown[static_cast<std::size_t>(queue.shown().signal)] += by;
    }

    [[nodiscard]] const QString &name() const { return facts.sample.info.name; }
};

struct BoardTotals
{
    std::array<int, 4> counts{};
    std::array<int, 4> shown{};
    std::optional<qint64> running;

    bool operator==(const BoardTotals &) const = default;
};

/// The rows behind the board: kept in step with watch and rules by diff, every change announced on the model.
/// The index of a queue's row points at its group, that of a group at nothing.
class BoardModel::Private
{
public:
    Private(BoardModel &model, Watch &watch, AlertEngine &alerts, const Runbook &runbook, const Clock &clock)
        : q(model)
        , m_watch(watch)
        , m_alerts(alerts)
        , m_runbook(runbook)
        , m_clock(clock)
    {
    }

    void sync();
    void syncQueues(const QString &ns);
    void refreshQueue(const QueueKey &key);
    void refreshNamespace(const QString &ns);
    void tick();
    [[nodiscard]] const QList<double> &line(BoardQueueRow &row);

    [[nodiscard]] BoardGroup *find(const QString &ns) const;
    [[nodiscard]] BoardQueueRow *find(const QueueKey &key);
    [[nodiscard]] BoardGroup &group(int row) const { return *m_groups[static_cast<std::size_t>(row)]; }
    [[nodiscard]] QModelIndex index(const BoardGroup &group) const
    {
        return q.createIndex(group.row, 0, nullptr);
    }
    [[nodiscard]] QModelIndex index(BoardGroup &group, const QueueKey &key) const;
    [[nodiscard]] static BoardGroup *groupOf(const QModelIndex &queueIndex);

    BoardModel &q;
    Watch &m_watch;
    AlertEngine &m_alerts;
    const Runbook &m_runbook;
    const Clock &m_clock;
    std::vector<std::unique_ptr<BoardGroup>> m_groups; ///< by name
    std::map<QueueKey, BoardQueueRow> m_queues;
    BoardTotals m_totals;

private:
    void removeGroups(int first, int count);
    void insertGroups(int at, const std::vector<NamespaceSample> &samples, int first, int count);
    void number(int from);
    void removeQueues(BoardGroup &group, int first, int count);
    void insertQueues(BoardGroup &group, int at, const std::vector<QueueKey> &keys, int first, int count);
    void mergeQueues(BoardGroup &group);
    void setFacts(BoardGroup &group, const NamespaceSample &sample);
    void tickLines();
    void setTotals();
    void announce(const QModelIndex &first, int from, int to);

    [[nodiscard]] NamespaceFacts factsOf(const NamespaceSample &sample, const BoardGroup &group) const;
    [[nodiscard]] QueueFacts factsOf(const QueueKey &key) const;
    [[nodiscard]] std::optional<QueueAssessment> lastKnown(const QueueFacts &before,
                                                           const QueueFacts &after) const;
    [[nodiscard]] bool isStale(const QueueSample &sample) const;
    [[nodiscard]] bool isStale(const NamespaceSample &sample) const;

    std::vector<QueueKey> m_lined; ///< whose line a view asked for since the last step
    qint64 m_step = 0;             ///< of the lines that are made
};

} // namespace signalbox
