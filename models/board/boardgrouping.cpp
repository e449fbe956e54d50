// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardgrouping.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/board/boardcells.h"
#include "models/board/boardgrouprows.h"

namespace signalbox {

using namespace Qt::StringLiterals;

BoardGrouping::BoardGrouping(BoardModel &board, BoardGroups by, QObject *parent)
    : QAbstractProxyModel(parent)
    , d(std::make_unique<Private>(*this, board, by))
{
    setSourceModel(&board);
    d->listen();
    d->adoptAll();
}

BoardGrouping::~BoardGrouping() = default;

bool BoardGrouping::isSettled() const
{
    return d->m_isSettled;
}

void BoardGrouping::settle()
{
    d->settle();
}

QModelIndex BoardGrouping::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return d->indexOf(d->childAt(parent, static_cast<std::size_t>(row)), column);
}

QModelIndex BoardGrouping::parent(const QModelIndex &child) const
{
    const GroupedRow *const parent = child.isValid() ? Private::itemAt(child).parent : nullptr;
    return parent ? d->indexOf(*parent) : QModelIndex();
}

int BoardGrouping::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(d->countAt(parent));
}

int BoardGrouping::columnCount(const QModelIndex &) const
{
    return BoardModel::ColumnCount;
}

/// A queue's name says less here than below its namespace, so that one stands beside it.
QVariant BoardGrouping::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<BoardModel::Column>(index.column());
    if (const GroupFacts *const facts = Private::factsAt(index))
        return boardcells::value(*facts, column, role);
    const QModelIndex source = mapToSource(index);
    const bool saysWhere = role == BoardModel::DetailRole ||
                           (role == Qt::AccessibleTextRole && column == BoardModel::NameColumn);
    if (!saysWhere || isNamespace(source))
        return source.data(role);
    const QString ns = displayText(source.data(BoardModel::NamespaceRole).toString());
    const QString own = source.data(role).toString();
    if (role == Qt::AccessibleTextRole)
        return Text::tr("%1, in %2").arg(own, ns);
    return own.isEmpty() ? ns : ns + u" · "_s + own;
}

/// A group has no source to ask.
Qt::ItemFlags BoardGrouping::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled : Qt::NoItemFlags;
}

QVariant BoardGrouping::headerData(int section, Qt::Orientation orientation, int role) const
{
    return sourceModel()->headerData(section, orientation, role);
}

QModelIndex BoardGrouping::mapToSource(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const QModelIndex source = Private::itemAt(index).source;
    return source.siblingAtColumn(index.column());
}

QModelIndex BoardGrouping::mapFromSource(const QModelIndex &source) const
{
    const GroupedRow *const item = source.isValid() ? d->find(source) : nullptr;
    return item ? d->indexOf(*item, source.column()) : QModelIndex();
}

} // namespace signalbox
