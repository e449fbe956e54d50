// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardcells.h"

#include <array>
#include <map>

namespace signalbox {

struct BoardQueueRow
{
    QueueFacts facts;
    QList<double> line;
    qint64 lineStep = 0;

    bool operator==(const BoardQueueRow &other) const { return facts == other.facts; }
};

/// `id` names the row in the internal id of its children's indexes, since row numbers change.
struct BoardNamespaceRow
{
    NamespaceFacts facts;
    quintptr id = 0;
    std::vector<BoardQueueRow> queues;

    bool operator==(const BoardNamespaceRow &other) const { return facts.sample == other.facts.sample; }
};

struct BoardTotals
{
    std::array<int, 4> counts{};
    std::optional<qint64> running;

    bool operator==(const BoardTotals &) const = default;
};

/// The rows behind the board: kept in step with the watch by diff, every change announced on the model.
class BoardModel::Private
{
public:
    Private(BoardModel &model, Watch &watched, const Runbook &book, const Clock &time)
        : q(model)
        , watch(watched)
        , runbook(book)
        , clock(time)
    {
    }

    struct NamespaceMerge;
    struct QueueMerge;

    void sync();
    void syncQueues(int row, const std::vector<QueueKey> &all);
    void refreshQueue(const QueueKey &key);
    void tick();
    void tickQueue(int row, int child, qint64 step);
    void setFacts(int row, const NamespaceSample &sample);
    void setFacts(int row, int child, const QueueFacts &facts);
    void setLine(int row, int child);
    void setTotals();
    template <class Facts>
    void announce(const QModelIndex &first, const Facts &before, const Facts &after);

    [[nodiscard]] NamespaceFacts factsOf(const NamespaceSample &sample, const BoardNamespaceRow &row) const;
    [[nodiscard]] QueueFacts factsOf(const QueueKey &key) const;
    [[nodiscard]] bool isStale(const QueueSample &sample) const;
    [[nodiscard]] bool isStale(const std::optional<Instant> &time, Milliseconds valid) const;
    [[nodiscard]] int rowOf(const QString &ns) const;
    [[nodiscard]] int rowOf(quintptr id) const;
    [[nodiscard]] static int childOf(const BoardNamespaceRow &row, const QString &queue);
    [[nodiscard]] BoardNamespaceRow &at(int row) { return rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] QModelIndex namespaceIndex(int row) const { return q.createIndex(row, 0, quintptr(0)); }
    [[nodiscard]] QModelIndex queueIndex(int row, int child) { return q.createIndex(child, 0, at(row).id); }

    BoardModel &q;
    Watch &watch;
    const Runbook &runbook;
    const Clock &clock;
    std::vector<BoardNamespaceRow> rows;
    std::map<QueueKey, QueueAssessment> assessments;
    BoardTotals totals;
    quintptr nextId = 1;
};

} // namespace signalbox
