// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardgrouprows.h"

#include <algorithm>
#include <utility>

namespace signalbox {

namespace {

void numberRows(auto &items, std::size_t from)
{
    for (std::size_t row = from; row < items.size(); ++row)
        items[row]->row = static_cast<int>(row);
}

} // namespace

void BoardGrouping::Private::listen()
{
    connect(&m_board, &QAbstractItemModel::dataChanged, &q,
            [this](const QModelIndex &from, const QModelIndex &to) { change(from, to); });
    connect(&m_board, &QAbstractItemModel::rowsInserted, &q,
            [this](const QModelIndex &parent, int first, int last) { adoptBelow(parent, first, last); });
    connect(&m_board, &QAbstractItemModel::rowsAboutToBeRemoved, &q,
            [this](const QModelIndex &parent, int first, int last) {
                for (int row = last; row >= first; --row)
                    drop(m_board.index(row, 0, parent));
            });
}

void BoardGrouping::Private::adoptAll()
{
    adoptBelow({}, 0, m_board.rowCount() - 1);
}

void BoardGrouping::Private::adoptBelow(const QModelIndex &sourceParent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex source = m_board.index(row, 0, sourceParent);
        GroupedRow *const fold = sourceParent.parent().isValid() ? find(sourceParent) : nullptr;
        if (fold)
            add(*fold, source);
        else if (isShown(source))
            adopt(source);
        if (!sourceParent.isValid())
            adoptBelow(source, 0, m_board.rowCount(source) - 1);
    }
}

/// Of namespaces only what isn't known shows: the rest of them is said by their queues.
bool BoardGrouping::Private::isShown(const QModelIndex &source)
{
    return !isNamespace(source) || source.data(BoardModel::TroubleRole).toBool();
}

BoardGroupRow &BoardGrouping::Private::groupOf(GroupedRow &item)
{
    GroupedRow *top = &item;
    while (top->parent)
        top = top->parent;
    return static_cast<BoardGroupRow &>(*top);
}

bool BoardGrouping::Private::isHome(const GroupedRow &item) const
{
    const QModelIndex source = item.source;
    const bool isInGroup = !item.parent->parent;
    return !isInGroup || (isShown(source) && static_cast<const BoardGroupRow &>(*item.parent).facts.id ==
                                                 homeOf(source, m_by).id);
}

void BoardGrouping::Private::adopt(const QModelIndex &source)
{
    add(groupFor(source), source);
}

BoardGroupRow &BoardGrouping::Private::groupFor(const QModelIndex &source)
{
    GroupFacts home = homeOf(source, m_by);
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [&home](const auto &group) { return group->facts.id == home.id; });
    if (found != m_groups.end())
        return **found;
    const auto row = static_cast<int>(m_groups.size());
    q.beginInsertRows({}, row, row);
    BoardGroupRow &group = *m_groups.emplace_back(std::make_unique<BoardGroupRow>());
    group.row = row;
    group.facts = std::move(home);
    q.endInsertRows();
    return group;
}

void BoardGrouping::Private::add(GroupedRow &parent, const QModelIndex &source)
{
    const auto row = static_cast<int>(parent.children.size());
    q.beginInsertRows(indexOf(parent), row, row);
    GroupedRow &item = *parent.children.emplace_back(std::make_unique<GroupedRow>());
    item.parent = &parent;
    item.row = row;
    item.source = source;
    item.share = shareOf(source);
    m_items.insert(item.source, &item);
    BoardGroupRow &group = groupOf(item);
    countAll(item, group.facts, 1);
    q.endInsertRows();
    announce(group);
    for (int below = 0; isFold(source) && below < m_board.rowCount(source); ++below)
        add(item, m_board.index(below, 0, source));
}

/// A row of the board that goes, with all below it that shows here.
void BoardGrouping::Private::drop(const QModelIndex &source)
{
    if (isNamespace(source))
        for (int row = m_board.rowCount(source) - 1; row >= 0; --row)
            drop(m_board.index(row, 0, source));
    if (GroupedRow *const item = find(source))
        remove(*item);
}

void BoardGrouping::Private::remove(GroupedRow &item)
{
    BoardGroupRow &group = groupOf(item);
    GroupedRow &parent = *item.parent;
    countAll(item, group.facts, -1);
    const auto row = static_cast<std::size_t>(item.row);
    q.beginRemoveRows(indexOf(parent), item.row, item.row);
    forget(item);
    parent.children.erase(parent.children.begin() + static_cast<std::ptrdiff_t>(row));
    numberRows(parent.children, row);
    q.endRemoveRows();
    if (!group.children.empty())
        return announce(group);
    const int at = group.row;
    q.beginRemoveRows({}, at, at);
    m_groups.erase(m_groups.begin() + at);
    numberRows(m_groups, static_cast<std::size_t>(at));
    q.endRemoveRows();
}

void BoardGrouping::Private::forget(GroupedRow &item)
{
    m_items.remove(item.source);
    for (const auto &child : item.children)
        forget(*child);
}

void BoardGrouping::Private::countAll(const GroupedRow &item, GroupFacts &facts, int by)
{
    if (!isFold(item.source))
        facts.add(item.share, by);
    for (const auto &child : item.children)
        countAll(*child, facts, by);
}

void BoardGrouping::Private::change(const QModelIndex &from, const QModelIndex &to)
{
    for (int row = from.row(); row <= to.row(); ++row) {
        const QModelIndex source = from.sibling(row, 0);
        GroupedRow *const item = find(source);
        if (!item && isShown(source))
            adopt(source);
        if (!item)
            continue;
        recount(*item);
        Q_EMIT q.dataChanged(indexOf(*item, from.column()), indexOf(*item, to.column()));
        m_isSettled = m_isSettled && isHome(*item);
    }
}

void BoardGrouping::Private::recount(GroupedRow &item)
{
    const GroupShare before = std::exchange(item.share, shareOf(item.source));
    if (item.share == before || isFold(item.source))
        return;
    BoardGroupRow &group = groupOf(item);
    group.facts.add(before, -1);
    group.facts.add(item.share, 1);
    announce(group);
}

void BoardGrouping::Private::announce(const GroupedRow &item)
{
    Q_EMIT q.dataChanged(indexOf(item), indexOf(item, BoardModel::ColumnCount - 1));
}

/// All at once, whatever their number: the views above lay out anew but once.
void BoardGrouping::Private::settle()
{
    if (m_isSettled)
        return;
    std::vector<QPersistentModelIndex> fine;
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it)
        if (!isShown(it.key()))
            fine.push_back(it.key());
    for (const QModelIndex source : fine)
        remove(*find(source));

    Q_EMIT q.layoutAboutToBeChanged();
    const QModelIndexList before = q.persistentIndexList();
    const std::vector<std::unique_ptr<BoardGroupRow>> groups = std::exchange(m_groups, {});
    for (const auto &group : groups)
        for (auto &item : group->children)
            place(std::move(item));
    QModelIndexList after;
    for (const QModelIndex &index : before) {
        const GroupFacts *const facts = factsAt(index);
        const auto same = std::find_if(m_groups.begin(), m_groups.end(), [facts](const auto &group) {
            return facts && group->facts.id == facts->id;
        });
        const bool isGone = facts && same == m_groups.end();
        after << (isGone ? QModelIndex() : indexOf(facts ? **same : itemAt(index), index.column()));
    }
    q.changePersistentIndexList(before, after);
    m_isSettled = true;
    Q_EMIT q.layoutChanged();
}

void BoardGrouping::Private::place(std::unique_ptr<GroupedRow> item)
{
    GroupFacts home = homeOf(item->source, m_by);
    auto found = std::find_if(m_groups.begin(), m_groups.end(),
                              [&home](const auto &group) { return group->facts.id == home.id; });
    if (found == m_groups.end()) {
        found = m_groups.insert(m_groups.end(), std::make_unique<BoardGroupRow>());
        (*found)->row = static_cast<int>(m_groups.size()) - 1;
        (*found)->facts = std::move(home);
    }
    item->parent = found->get();
    item->row = static_cast<int>((*found)->children.size());
    countAll(*item, (*found)->facts, 1);
    (*found)->children.push_back(std::move(item));
}

} // namespace signalbox
