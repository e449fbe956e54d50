// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardgroup.h"
#include "models/board/boardgrouping.h"
#include "models/board/boardmodel.h"

#include <QHash>

#include <memory>
#include <vector>

namespace signalbox {

/// A row: a group, what lies in it, or a queue below a row of many.
struct GroupedRow
{
    GroupedRow *parent = nullptr; ///< of a group: none
    int row = 0;
    QPersistentModelIndex source; ///< of the board; of a group: none
    std::vector<std::unique_ptr<GroupedRow>> children;
    GroupShare share; ///< as it is counted in the group; of a row of many: nothing
};

struct BoardGroupRow : GroupedRow
{
    GroupFacts facts;
};

/// The rows of the layer: kept in step with the board's, every change announced on the model. An index points
/// at its row.
class BoardGrouping::Private
{
public:
    Private(BoardGrouping &model, BoardModel &board, BoardGroups by)
        : q(model)
        , m_board(board)
        , m_by(by)
    {
    }

    void listen();
    void adoptAll();
    void settle();

    [[nodiscard]] static GroupedRow &itemAt(const QModelIndex &index)
    {
        return *static_cast<GroupedRow *>(index.internalPointer());
    }
    [[nodiscard]] QModelIndex indexOf(const GroupedRow &item, int column = 0) const
    {
        return q.createIndex(item.row, column, const_cast<GroupedRow *>(&item));
    }
    [[nodiscard]] static const GroupFacts *factsAt(const QModelIndex &index)
    {
        const GroupedRow &item = itemAt(index);
        return item.parent ? nullptr : &static_cast<const BoardGroupRow &>(item).facts;
    }
    [[nodiscard]] GroupedRow *find(const QModelIndex &source) const
    {
        return m_items.value(source.siblingAtColumn(0));
    }
    [[nodiscard]] std::size_t countAt(const QModelIndex &parent) const
    {
        return parent.isValid() ? itemAt(parent).children.size() : m_groups.size();
    }
    [[nodiscard]] const GroupedRow &childAt(const QModelIndex &parent, std::size_t row) const
    {
        return parent.isValid() ? *itemAt(parent).children[row] : *m_groups[row];
    }

    bool m_isSettled = true;

private:
    [[nodiscard]] bool isHome(const GroupedRow &item) const;
    [[nodiscard]] static bool isShown(const QModelIndex &source);
    [[nodiscard]] static BoardGroupRow &groupOf(GroupedRow &item);
    void adopt(const QModelIndex &source);
    void adoptBelow(const QModelIndex &sourceParent, int first, int last);
    [[nodiscard]] BoardGroupRow &groupFor(const QModelIndex &source);
    void add(GroupedRow &parent, const QModelIndex &source);
    void drop(const QModelIndex &source);
    void remove(GroupedRow &item);
    void forget(GroupedRow &item);
    void change(const QModelIndex &from, const QModelIndex &to);
    void recount(GroupedRow &item);
    static void countAll(const GroupedRow &item, GroupFacts &facts, int by);
    void announce(const GroupedRow &item);
    void place(std::unique_ptr<GroupedRow> item);

    BoardGrouping &q;
    BoardModel &m_board;
    const BoardGroups m_by;
    std::vector<std::unique_ptr<BoardGroupRow>> m_groups;
    QHash<QPersistentModelIndex, GroupedRow *> m_items; ///< all but groups
};

} // namespace signalbox
