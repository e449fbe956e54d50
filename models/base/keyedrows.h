// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/rowsteps.h"

#include <QAbstractTableModel>

#include <algorithm>
#include <iterator>

namespace signalbox {

/// A flat model over values that is brought to a new list by what differs, so that selection and scroll
/// survive: rows are matched by key, gone ones removed, new ones inserted, kept ones announced only where
/// they differ, and what moved moves in one change of layout. Costs n log n, however the rows lie. Owner
/// thread.
template <class Row>
class KeyedRowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

protected:
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] const Row &row(int at) const { return m_rows[static_cast<std::size_t>(at)]; }

    /// Keys are ordered by <; of rows with the same key one is taken for the other only once.
    template <class KeyOf>
    void merge(std::vector<Row> next, KeyOf keyOf)
    {
        const RowSteps steps = stepsBetween(m_rows, next, keyOf);
        removeGone(steps);
        takeNext(steps, std::move(next));
    }

    /// The two halves of bringing the rows to the next list, for who plans the steps elsewhere.
    void removeGone(const RowSteps &steps)
    {
        if (steps.goneLast)
            relayout(*steps.goneLast);
        for (const auto &[first, last] : steps.removals) {
            beginRemoveRows({}, first, last);
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            endRemoveRows();
        }
    }

    void takeNext(const RowSteps &steps, std::vector<Row> next)
    {
        for (std::size_t i = 0; i < steps.kept.size(); ++i)
            m_rows[i] = std::move(next[steps.kept[i]]);
        std::vector<Row> added;
        added.reserve(steps.added.size());
        for (const quint32 place : steps.added)
            added.push_back(std::move(next[place]));
        auto from = std::make_move_iterator(added.begin());
        for (const auto &[first, last] : steps.insertions) {
            beginInsertRows({}, first, last);
            m_rows.insert(m_rows.begin() + first, from, from + (last - first + 1));
            from += last - first + 1;
            endInsertRows();
        }
        if (steps.order)
            relayout(*steps.order);
        for (const auto &[first, last] : steps.changed)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }

    void append(const std::vector<Row> &more)
    {
        if (more.empty())
            return;
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
        m_rows.insert(m_rows.end(), more.begin(), more.end());
        endInsertRows();
    }

    /// Row order[i] comes to i. Says nothing where all stay.
    void relayout(const RowOrder &order)
    {
        if (std::is_sorted(order.begin(), order.end()))
            return;
        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        std::vector<Row> moved;
        moved.reserve(m_rows.size());
        for (const quint32 from : order)
            moved.push_back(std::move(m_rows[from]));
        m_rows = std::move(moved);
        changePersistentIndexList(before, movedIndexes(before, order));
        Q_EMIT layoutChanged({}, VerticalSortHint);
    }

    /// Pure, any thread.
    template <class KeyOf>
    [[nodiscard]] static RowSteps stepsBetween(const std::vector<Row> &from, const std::vector<Row> &next,
                                               KeyOf keyOf)
    {
        std::vector<std::pair<std::decay_t<decltype(keyOf(next.front()))>, quint32>> places;
        places.reserve(next.size());
        for (const Row &each : next)
            places.emplace_back(keyOf(each), static_cast<quint32>(places.size()));
        std::sort(places.begin(), places.end());
        RowOrder nextOf(from.size(), noRow);
        std::vector<bool> taken(next.size());
        std::vector<bool> changed(next.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            const auto key = keyOf(from[i]);
            const auto found = std::lower_bound(places.begin(), places.end(), std::pair(key, 0U));
            if (found == places.end() || key < found->first || taken[found->second])
                continue;
            nextOf[i] = found->second;
            taken[found->second] = true;
            changed[found->second] = !(from[i] == next[found->second]);
        }
        return planRows(nextOf, changed);
    }

private:
    [[nodiscard]] QModelIndexList movedIndexes(const QModelIndexList &before, const RowOrder &order) const
    {
        QModelIndexList after;
        if (before.isEmpty())
            return after;
        RowOrder rowOf(order.size());
        for (std::size_t row = 0; row < order.size(); ++row)
            rowOf[order[row]] = static_cast<quint32>(row);
        after.reserve(before.size());
        for (const QModelIndex &each : before)
            after.append(index(static_cast<int>(rowOf[static_cast<std::size_t>(each.row())]), each.column()));
        return after;
    }

    std::vector<Row> m_rows;
};

} // namespace signalbox
