// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/driftlistmodel.h"

#include "models/base/displaytext.h"

#include <algorithm>

namespace signalbox {

namespace {

/// Of a text in a column: a description may be a page long.
constexpr qsizetype shownLength = 200;

QString rawCell(const ListedDrift &one, int column)
{
    const Drift &drift = one.drift;
    switch (column) {
    case DriftListModel::StateColumn:
        return driftStateText(drift.state);
    case DriftListModel::RuleColumn:
        return driftRuleText(drift.rule);
    case DriftListModel::NamespaceColumn:
        return driftPlaceText(drift.subject);
    case DriftListModel::QueueColumn:
        return drift.subject.queue;
    case DriftListModel::ExpectedColumn:
        return drift.expected;
    case DriftListModel::FoundColumn:
        return drift.found;
    case DriftListModel::OwnerColumn:
        return one.owner;
    default:
        return {};
    }
}

QVariant cell(const ListedDrift &one, int column)
{
    // What was not found says in the same place why.
    if (column == DriftListModel::FoundColumn && one.drift.found.isEmpty())
        return displayText(one.drift.reason, shownLength);
    return displayText(rawCell(one, column), shownLength);
}

} // namespace

void DriftListModel::setFilter(const DriftFilter &filter)
{
    m_filter = filter;
    plan();
}

void DriftListModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    plan();
}

DriftListModel::Choose DriftListModel::chooser() const
{
    return
        [filter = m_filter, column = m_sortColumn, order = m_sortOrder](const std::vector<ListedDrift> &all) {
            RowOrder rows;
            for (std::size_t i = 0; i < all.size(); ++i)
                if (fits(all[i], filter))
                    rows.push_back(static_cast<quint32>(i));
            if (column != StateColumn) {
                std::vector<QString> texts(all.size());
                for (const quint32 row : rows)
                    texts[row] = rawCell(all[row], column);
                std::stable_sort(rows.begin(), rows.end(), [&texts](quint32 left, quint32 right) {
                    return texts[left].compare(texts[right], Qt::CaseInsensitive) < 0;
                });
            }
            if (order == Qt::DescendingOrder)
                std::reverse(rows.begin(), rows.end());
            return rows;
        };
}

DriftListModel::Copy DriftListModel::copier() const
{
    return [](const ListedDrift &one, int column) {
        return column == FoundColumn && one.drift.found.isEmpty() ? one.drift.reason : rawCell(one, column);
    };
}

DriftListModel::KeyOf DriftListModel::keying() const
{
    // One rule may say several things of the same queue.
    return [](const ListedDrift &one) {
        const Drift &drift = one.drift;
        return Key{driftRuleName(drift.rule), drift.subject.ns, drift.subject.queue, drift.expected};
    };
}

int DriftListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DriftListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ListedDrift &one = at(index.row());
    if (role == Qt::DisplayRole)
        return cell(one, index.column());
    if (role == StateRole)
        return static_cast<int>(one.drift.state);
    return {};
}

QVariant DriftListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case RuleColumn:
        return tr("Rule");
    case NamespaceColumn:
        return tr("Namespace");
    case QueueColumn:
        return tr("Queue");
    case ExpectedColumn:
        return tr("Expected");
    case FoundColumn:
        return tr("Found");
    case OwnerColumn:
        return tr("Owner");
    default:
        return {};
    }
}

} // namespace signalbox
