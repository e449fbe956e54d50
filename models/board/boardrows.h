// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardsource.h"

#include <array>
#include <map>
#include <memory>
#include <utility>

namespace signalbox {

struct BoardBranch;

/// A row of the board, wherever it hangs. Siblings are in the order of their places.
struct BoardNode
{
    enum class Kind { Namespace, Queue, Fold };
    using Place = std::pair<QString, Kind>; ///< among its siblings: its name, or what like names share

    BoardNode(Kind kind, QString name)
        : place(std::move(name), kind)
    {
    }

    [[nodiscard]] Kind kind() const { return place.second; }
    [[nodiscard]] const QString &name() const { return place.first; }

    Place place;
    BoardBranch *parent = nullptr;
    int row = 0;
};

struct BoardQueueRow : BoardNode
{
    explicit BoardQueueRow(const QueueKey &key)
        : BoardNode(Kind::Queue, key.queue)
    {
        facts.key = key;
    }

    QueueFacts facts;
    QList<double> line; ///< the sparkline, made when a view asks for it
    bool isLineMade = false;
};

/// A row with others below it.
struct BoardBranch : BoardNode
{
    using BoardNode::BoardNode;

    void count(const QueueFacts &queue, int by)
    {
        counts[static_cast<std::size_t>(queue.assessment.signal)] += by;
        shown[static_cast<std::size_t>(queue.shown().signal)] += by;
    }

    std::vector<BoardNode *> children;
    std::array<int, 4> counts{}; ///< of queues at any depth, by signal
    std::array<int, 4> shown{};  ///< by the signal they show
};

/// Queues with like names, in one row.
struct BoardFold : BoardBranch
{
    explicit BoardFold(const QString &like)
        : BoardBranch(Kind::Fold, like)
    {
    }

    FoldFacts facts;
};

struct BoardGroup : BoardBranch
{
    explicit BoardGroup(const QString &ns)
        : BoardBranch(Kind::Namespace, ns)
    {
    }

    NamespaceFacts facts;
    std::map<QString, BoardFold> folds; ///< by what their names share
};

struct BoardTotals
{
    std::array<int, 4> counts{};
    std::array<int, 4> shown{};
    std::optional<qint64> running;

    bool operator==(const BoardTotals &) const = default;
};

/// The rows behind the board: kept in step with their source by diff, every change announced on the model.
/// Queues hang under their namespace; where many have like names, under one row for all of them. An index
/// points at its row.
class BoardModel::Private
{
public:
    Private(BoardModel &model, const BoardSource &source, const Runbook &runbook)
        : q(model)
        , m_source(source)
        , m_runbook(runbook)
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
    [[nodiscard]] QModelIndex index(const BoardNode &node) const
    {
        return q.createIndex(node.row, 0, const_cast<BoardNode *>(&node));
    }
    [[nodiscard]] static BoardNode &nodeAt(const QModelIndex &index)
    {
        return *static_cast<BoardNode *>(index.internalPointer());
    }
    /// The children of an index, the namespaces of none.
    [[nodiscard]] std::size_t countAt(const QModelIndex &parent) const;
    [[nodiscard]] BoardNode &childAt(const QModelIndex &parent, int row) const;
    [[nodiscard]] QVariant value(const QModelIndex &index, int role);

    BoardModel &q;
    const BoardSource &m_source;
    const Runbook &m_runbook;
    std::vector<std::unique_ptr<BoardGroup>> m_groups; ///< by name
    std::map<QueueKey, BoardQueueRow> m_queues;
    BoardTotals m_totals;

private:
    void removeGroups(int first, int count);
    void insertGroups(int at, const std::vector<NamespaceSample> &samples, int first, int count);
    void mergeQueues(BoardGroup &group);
    [[nodiscard]] std::map<QString, std::vector<QueueKey>> foldsOf(const BoardGroup &group) const;
    void mergeChildren(BoardGroup &group, BoardBranch &branch, const std::vector<BoardNode::Place> &next);
    void removeChildren(BoardGroup &group, BoardBranch &branch, int first, int count);
    void insertChildren(BoardGroup &group, BoardBranch &branch, int at,
                        const std::vector<BoardNode::Place> &places, int first, int count);
    [[nodiscard]] BoardNode &makeChild(BoardGroup &group, BoardBranch &branch, const BoardNode::Place &place);
    void dropChild(BoardGroup &group, BoardNode &node);
    static void countUp(const BoardQueueRow &row, const QueueFacts &facts, int by);
    void setFacts(BoardGroup &group, const NamespaceSample &sample);
    void setFacts(BoardFold &fold);
    void tickLines();
    void setTotals();
    void announce(const QModelIndex &first, int from, int to);

    [[nodiscard]] NamespaceFacts factsOf(const NamespaceSample &sample, const BoardGroup &group) const;
    [[nodiscard]] QueueFacts factsOf(const BoardQueueRow &row) const;
    [[nodiscard]] bool hasOldCloses(const NamespaceSample &sample) const;

    std::vector<QueueKey> m_lined; ///< whose line a view asked for since the last step
    qint64 m_step = 0;             ///< of the lines that are made
};

} // namespace signalbox
