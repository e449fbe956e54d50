// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardmodel.h"

#include "models/board/boardrows.h"
#include "models/board/boardtext.h"
#include "models/monitor/watch.h"

namespace signalbox {

namespace {
BoardModel::Column columnOf(const QModelIndex &index)
{
    return static_cast<BoardModel::Column>(index.column());
}
} // namespace

BoardModel::BoardModel(Watch &watch, const Runbook &runbook, const Clock &clock, QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>(*this, watch, runbook, clock))
{
    const auto sync = [this] { d->sync(); };
    const auto refresh = [this](const QueueKey &key) { d->refreshQueue(key); };
    connect(&watch, &Watch::namespacesChanged, this, sync);
    connect(&watch, &Watch::queuesChanged, this, sync);
    connect(&watch, &Watch::queueCounted, this, refresh);
    connect(&watch, &Watch::queueSampled, this, [this](const QueueSample &s) { d->refreshQueue(s.key); });
    d->sync();
}

BoardModel::~BoardModel() = default;

QModelIndex BoardModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? d->at(parent.row()).id : quintptr(0));
}

QModelIndex BoardModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    const int row = d->rowOf(child.internalId());
    return row < 0 ? QModelIndex() : d->namespaceIndex(row);
}

int BoardModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(d->rows.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(d->at(parent.row()).queues.size());
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
        return static_cast<int>((boardcells::isNumber(columnOf(index)) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    const Instant now = d->clock.utc();
    if (index.internalId() == 0)
        return boardcells::value(d->at(index.row()).facts, columnOf(index), role, now);
    const BoardNamespaceRow &parent = d->at(d->rowOf(index.internalId()));
    const BoardQueueRow &row = parent.queues[static_cast<std::size_t>(index.row())];
    if (role == SparklineRole)
        return QVariant::fromValue(row.line);
    if (role == Qt::AccessibleTextRole && index.column() == SparklineColumn)
        return boardtext::spoken(row.line);
    if (role == EmphasisRole)
        return boardcells::isOverThreshold(row.facts, columnOf(index), d->runbook.backlogRule().threshold);
    return boardcells::value(row.facts, columnOf(index), role, now);
}

QVariant BoardModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return boardtext::header(column);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((boardcells::isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    return {};
}

QModelIndex BoardModel::indexOf(const QueueKey &key, int column) const
{
    const int row = d->rowOf(key.ns);
    if (row < 0 || key.queue.isEmpty())
        return row < 0 ? QModelIndex() : d->namespaceIndex(row).siblingAtColumn(column);
    const int child = Private::childOf(d->at(row), key.queue);
    return child < 0 ? QModelIndex() : d->queueIndex(row, child).siblingAtColumn(column);
}

int BoardModel::count(Signal signal) const
{
    return d->totals.counts[static_cast<std::size_t>(signal)];
}

std::optional<qint64> BoardModel::running() const
{
    return d->totals.running;
}

QueueAssessment BoardModel::assessment(const QueueKey &key) const
{
    const auto found = d->assessments.find(key);
    return found == d->assessments.end() ? QueueAssessment() : found->second;
}

void BoardModel::setAssessment(const QueueKey &key, const QueueAssessment &assessment)
{
    d->assessments[key] = assessment;
    d->refreshQueue(key);
}

void BoardModel::tick()
{
    d->tick();
}

} // namespace signalbox
