// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/boardproxy.h"

#include "models/base/wordfilter.h"
#include "models/board/boardmodel.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace signalbox {

namespace {

constexpr std::array frozenRoles{int(Qt::DisplayRole),          int(Qt::ToolTipRole),
                                 int(Qt::TextAlignmentRole),    int(Qt::AccessibleTextRole),
                                 int(BoardModel::SortRole),     int(BoardModel::SignalRole),
                                 int(BoardModel::SinceRole),    int(BoardModel::AgeRole),
                                 int(BoardModel::StaleRole),    int(BoardModel::SparklineRole),
                                 int(BoardModel::DeniedRole),   int(BoardModel::DetailRole),
                                 int(BoardModel::EmphasisRole), int(BoardModel::ShownSignalRole)};

QueueKey keyOf(const QModelIndex &sourceIndex)
{
    return {sourceIndex.data(BoardModel::NamespaceRole).toString(),
            sourceIndex.data(BoardModel::QueueRole).toString()};
}

QString foldOf(const QModelIndex &sourceIndex)
{
    return sourceIndex.data(BoardModel::FoldRole).toString();
}

QString groupOf(const QModelIndex &sourceIndex)
{
    return sourceIndex.data(BoardModel::GroupRole).toString();
}

/// What like names share, or a group, where it isn't one queue.
std::pair<QueueKey, QString> rowOf(const QModelIndex &sourceIndex)
{
    return {keyOf(sourceIndex), foldOf(sourceIndex) + groupOf(sourceIndex)};
}

/// In the order of names: a fold stands where its queues would, whatever it is below.
std::pair<QString, QString> nameOf(const QModelIndex &sourceIndex)
{
    const auto [key, others] = rowOf(sourceIndex);
    return {key.ns, key.queue.isEmpty() ? others : key.queue};
}

/// Below zero: less severe. The one in trouble for longer is the worse of two.
int compareSince(const QVariant &left, const QVariant &right)
{
    if (left.isValid() != right.isValid())
        return left.isValid() ? 1 : -1;
    const qint64 later = left.toLongLong() - right.toLongLong();
    return later == 0 ? 0 : later < 0 ? 1 : -1;
}

} // namespace

BoardProxy::BoardProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(false);
}

void BoardProxy::setSourceModel(QAbstractItemModel *model)
{
    if (sourceModel())
        disconnect(sourceModel(), nullptr, this,
                   nullptr); // the base has connections of its own, and drops them
    QSortFilterProxyModel::setSourceModel(model);
    m_settled = false;
    if (!model)
        return;
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to) {
                noteChanges(from.parent(), from.row(), to.row());
            });
    connect(model, &QAbstractItemModel::rowsInserted, this, &BoardProxy::noteChanges);
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &parent) {
        m_settled = m_settled && (m_frozen || !parent.isValid() || isInPlace(parent));
    });
}

void BoardProxy::setFilter(const BoardFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    settle();
}

void BoardProxy::settle()
{
    // Looking at thousands of rows of which all are shown takes longer than a frame.
    const bool isCut = m_frozen || !m_filter.isEmpty();
    if (std::exchange(m_wasCut, isCut) || isCut)
        invalidateFilter();
    sort(sortColumn(), sortOrder());
    m_settled = true;
}

/// After the base has mapped them. A board of thousands can't be looked through every second.
void BoardProxy::noteChanges(const QModelIndex &sourceParent, int first, int last)
{
    if (m_frozen)
        return;
    for (int row = first; m_settled && row <= last; ++row)
        m_settled = isInPlace(sourceModel()->index(row, 0, sourceParent));
    // A namespace stays for the sake of its queues.
    for (QModelIndex above = sourceParent; m_settled && above.isValid(); above = above.parent())
        m_settled = isInPlace(above);
}

bool BoardProxy::isInPlace(const QModelIndex &sourceIndex) const
{
    const QModelIndex shown = mapFromSource(sourceIndex);
    // What lies in a namespace that is cut away is cut away with it.
    bool isReachable = true;
    for (QModelIndex above = sourceIndex.parent(); above.isValid(); above = above.parent())
        isReachable = isReachable && mapFromSource(above).isValid();
    if (isReachable && filterAcceptsRow(sourceIndex.row(), sourceIndex.parent()) != shown.isValid())
        return false;
    if (!shown.isValid())
        return true;
    const int column = std::max(sortColumn(), 0);
    const auto isInOrder = [&](int above) {
        const QModelIndex first = mapToSource(index(above, column, shown.parent()));
        const QModelIndex second = mapToSource(index(above + 1, column, shown.parent()));
        return sortOrder() == Qt::AscendingOrder ? !lessThan(second, first) : !lessThan(first, second);
    };
    const bool isFirst = shown.row() == 0;
    const bool isLast = shown.row() == rowCount(shown.parent()) - 1;
    return (isFirst || isInOrder(shown.row() - 1)) && (isLast || isInOrder(shown.row()));
}

void BoardProxy::setFrozen(bool frozen)
{
    if (frozen == m_frozen)
        return;
    m_frozenRows.clear();
    if (frozen) {
        m_wasCut = true; // what comes from now on is not shown
        freeze(QModelIndex());
    }
    m_frozen = frozen;
    announceRows(QModelIndex());
}

void BoardProxy::announceRows(const QModelIndex &parent)
{
    if (const int rows = rowCount(parent); rows > 0)
        Q_EMIT dataChanged(index(0, 0, parent), index(rows - 1, columnCount(parent) - 1, parent));
    for (int row = 0; row < rowCount(parent); ++row)
        announceRows(index(row, 0, parent));
}

void BoardProxy::freeze(const QModelIndex &sourceParent)
{
    for (int row = 0; row < sourceModel()->rowCount(sourceParent); ++row) {
        const QModelIndex first = sourceModel()->index(row, 0, sourceParent);
        Cells &cells = m_frozenRows[rowOf(first)];
        for (int column = 0; column < sourceModel()->columnCount(); ++column)
            for (const int role : frozenRoles)
                cells.emplace(std::pair(column, role), first.siblingAtColumn(column).data(role));
        freeze(first);
    }
}

QVariant BoardProxy::data(const QModelIndex &index, int role) const
{
    return m_frozen ? value(mapToSource(index), role) : QSortFilterProxyModel::data(index, role);
}

QVariant BoardProxy::value(const QModelIndex &sourceIndex, int role) const
{
    if (!m_frozen)
        return sourceIndex.data(role);
    const auto row = m_frozenRows.find(rowOf(sourceIndex));
    if (row == m_frozenRows.end())
        return {};
    const auto cell = row->second.find({sourceIndex.column(), role});
    return cell != row->second.end() ? cell->second : sourceIndex.data(role);
}

/// Of a queue as of its namespace.
bool BoardProxy::isDenied(const QModelIndex &sourceIndex) const
{
    QModelIndex ns = sourceIndex;
    while (ns.parent().isValid())
        ns = ns.parent();
    return value(ns.siblingAtColumn(0), BoardModel::DeniedRole).toBool();
}

bool BoardProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    if (const bool denied = isDenied(left); denied != isDenied(right))
        return ascending != denied; // those come last in either order
    int order = 0;
    if (left.column() == BoardModel::SignalColumn) {
        order = value(left, BoardModel::ShownSignalRole).toInt() -
                value(right, BoardModel::ShownSignalRole).toInt();
        if (order == 0)
            order = compareSince(value(left, BoardModel::SinceRole), value(right, BoardModel::SinceRole));
    } else {
        const QVariant a = value(left, BoardModel::SortRole);
        const QVariant b = value(right, BoardModel::SortRole);
        if (a.isValid() != b.isValid())
            return ascending == a.isValid(); // unknown comes last in either order
        const QPartialOrdering compared = QVariant::compare(a, b);
        order = compared == QPartialOrdering::Less ? -1 : compared == QPartialOrdering::Greater ? 1 : 0;
    }
    if (order != 0)
        return order < 0;
    return (nameOf(left) < nameOf(right)) == ascending; // names go from A to Z in either order
}

bool BoardProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const int children = sourceModel()->rowCount(index);
    bool isAccepted = groupOf(index).isEmpty() && accepts(index); // a group is there for its rows
    for (int child = 0; child < children && !isAccepted; ++child)
        isAccepted = filterAcceptsRow(child, index);
    return isAccepted;
}

bool BoardProxy::accepts(const QModelIndex &sourceIndex) const
{
    if (m_frozen && !m_frozenRows.contains(rowOf(sourceIndex)))
        return false;
    if (isDenied(sourceIndex) && (m_filter.onlyTrouble || m_filter.signal))
        return false; // no more trouble than they are counted
    const auto signal = static_cast<Signal>(value(sourceIndex, BoardModel::ShownSignalRole).toInt());
    if ((m_filter.signal && signal != *m_filter.signal) || (m_filter.onlyTrouble && signal == Signal::Clear))
        return false;
    const QString owner =
        value(sourceIndex.siblingAtColumn(BoardModel::OwnerColumn), Qt::DisplayRole).toString();
    if (!m_filter.owner.isEmpty() && owner != m_filter.owner)
        return false;
    const QueueKey key = keyOf(sourceIndex);
    return fitsWords(m_filter.text, {key.queue, foldOf(sourceIndex), key.ns, owner});
}

} // namespace signalbox
