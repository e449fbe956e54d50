// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardmodel.h"

#include "models/board/boardrows.h"
#include "models/board/boardtext.h"

namespace signalbox {

namespace {
BoardModel::Column columnOf(const QModelIndex &index)
{
    return static_cast<BoardModel::Column>(index.column());
}
} // namespace

BoardModel::BoardModel(const BoardSource &source, const Runbook &runbook, QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>(*this, source, runbook))
{
    connect(&source, &BoardSource::listed, this, [this] { d->sync(); });
    connect(&source, &BoardSource::queuesChanged, this, [this](const QString &ns) { d->syncQueues(ns); });
    connect(&source, &BoardSource::namespaceChanged, this,
            [this](const QString &ns) { d->refreshNamespace(ns); });
    connect(&source, &BoardSource::queueChanged, this, [this](const QueueKey &key) { d->refreshQueue(key); });
    d->sync();
}

BoardModel::~BoardModel() = default;

QModelIndex BoardModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, &d->childAt(parent, row));
}

QModelIndex BoardModel::parent(const QModelIndex &child) const
{
    const BoardNode *const parent = child.isValid() ? Private::nodeAt(child).parent : nullptr;
    return parent ? d->index(*parent) : QModelIndex();
}

int BoardModel::rowCount(const QModelIndex &parent) const
{
    return static_cast<int>(d->countAt(parent));
}

int BoardModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant BoardModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return boardcells::alignment(columnOf(index));
    return d->value(index, role);
}

QVariant BoardModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return boardtext::header(column);
    if (role == Qt::TextAlignmentRole)
        return boardcells::alignment(column);
    return {};
}

QModelIndex BoardModel::indexOf(const QueueKey &key, int column) const
{
    const BoardNode *const node =
        key.queue.isEmpty() ? static_cast<const BoardNode *>(d->find(key.ns)) : d->find(key);
    return node ? d->index(*node).siblingAtColumn(column) : QModelIndex();
}

int BoardModel::count(Signal signal) const
{
    return d->m_totals.counts[static_cast<std::size_t>(signal)];
}

int BoardModel::shown(Signal signal) const
{
    return d->m_totals.shown[static_cast<std::size_t>(signal)];
}

std::optional<qint64> BoardModel::running() const
{
    return d->m_totals.running;
}

QStringList BoardModel::owners() const
{
    QStringList owners;
    for (const auto &[key, row] : d->m_queues)
        if (!row.facts.owner.isEmpty() && !owners.contains(row.facts.owner))
            owners << row.facts.owner;
    owners.sort(Qt::CaseInsensitive);
    return owners;
}

void BoardModel::tick()
{
    d->tick();
}

} // namespace signalbox
