// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflowtablemodel.h"

#include "models/base/format.h"
#include "models/workflows/executionlisting.h"
#include "models/workflows/executionmerge.h"
#include "models/workflows/executiontext.h"

#include <QThreadPool>
#include <QTimer>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Each announced insert costs a view 4 to 7 ms whatever its size (measured).
constexpr Milliseconds announceEvery{100};

QString shown(std::string_view serverText)
{
    return displayText(QString::fromUtf8(serverText.data(), static_cast<qsizetype>(serverText.size())));
}

std::optional<Instant> instantOf(qint64 ms)
{
    return ms == 0 ? std::nullopt : std::optional<Instant>(Milliseconds(ms));
}

ExecutionKey keyOf(int column)
{
    switch (column) {
    case WorkflowTableModel::StatusColumn:
        return ExecutionKey::Status;
    case WorkflowTableModel::WorkflowIdColumn:
        return ExecutionKey::WorkflowId;
    case WorkflowTableModel::TypeColumn:
        return ExecutionKey::Type;
    case WorkflowTableModel::QueueColumn:
        return ExecutionKey::TaskQueue;
    case WorkflowTableModel::StartedColumn:
        return ExecutionKey::Started;
    case WorkflowTableModel::ClosedColumn:
        return ExecutionKey::Closed;
    case WorkflowTableModel::RunIdColumn:
        return ExecutionKey::RunId;
    default:
        return ExecutionKey::ServerOrder;
    }
}

} // namespace

/// The shown rows, which only ever change by exact announcements, and the listing that feeds them.
class WorkflowTableModel::Private
{
public:
    Private(WorkflowTableModel *model, Client &client, const Clock &time);

    void start(std::size_t atLeast, Purpose purpose);
    void takeList(ExecutionStore next);
    void takePage(const std::shared_ptr<const ExecutionPage> &page);
    void takeFailure(const Error &failure);
    void readOn();

    [[nodiscard]] Reply<ExecutionOrder> orderOf(const ExecutionRows &of);
    void announceSoon();
    void announce();
    void sortShown();
    void relayout(ExecutionOrder next);
    void merge(ExecutionStore next, const ExecutionOrder &nextOrder);
    void setState(State next)
    {
        state = next;
        Q_EMIT q->stateChanged();
    }
    [[nodiscard]] QString text(std::size_t place, int column) const;
    [[nodiscard]] QVariant sortValue(std::size_t place, int column) const;

    WorkflowTableModel *q;
    const Clock &clock;
    ExecutionListing listing;

    QString ns;
    QString query;
    State state = State::Empty;
    std::optional<Error> error;
    std::optional<qint64> total;
    std::optional<Instant> loadedAt;
    bool replacing = false; ///< a new list is read or sorted; it will take the place of the rows
    std::size_t wanted = 0; ///< fetchAll reads on until this many rows

    ExecutionStore rows;
    ExecutionOrder order; ///< of announced rows; those of `rows` behind order.size() are not announced yet
    ExecutionKey sortKey = ExecutionKey::ServerOrder;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
    bool sorting = false;
    bool sortAgain = false;
    Delivery shownSort;
    Delivery listSort;
    QTimer announceTimer;
    QThreadPool worker;
};

WorkflowTableModel::Private::Private(WorkflowTableModel *model, Client &client, const Clock &time)
    : q(model)
    , clock(time)
    , listing(client)
{
    worker.setMaxThreadCount(1);
    announceTimer.setSingleShot(true);
    announceTimer.setInterval(announceEvery);
    connect(&announceTimer, &QTimer::timeout, q, [this] { announce(); });
    connect(&listing, &ExecutionListing::listed, q, [this](const ExecutionStore &next) { takeList(next); });
    connect(&listing, &ExecutionListing::pageArrived, q, [this](const auto &page) { takePage(page); });
    connect(&listing, &ExecutionListing::failed, q, [this](const Error &failure) { takeFailure(failure); });
    connect(&listing, &ExecutionListing::counted, q, [this](std::optional<qint64> count) {
        total = count;
        Q_EMIT q->stateChanged();
    });
}

void WorkflowTableModel::Private::start(std::size_t atLeast, Purpose purpose)
{
    listSort.cancel();
    replacing = true;
    wanted = 0;
    listing.start(ns, query, std::max<std::size_t>(atLeast, 1), purpose);
    setState(State::Loading);
}

void WorkflowTableModel::Private::takeList(ExecutionStore next)
{
    auto sorted = orderOf(next);
    listSort = sorted.deliver(q, [this, next = std::move(next), key = sortKey,
                                  by = sortOrder](Result<ExecutionOrder> nextOrder) mutable {
        merge(std::move(next), *nextOrder);
        replacing = false;
        error.reset();
        loadedAt = clock.utc();
        if (key != sortKey || by != sortOrder)
            sortShown();
        setState(State::Ready);
        readOn();
    });
}

void WorkflowTableModel::Private::takePage(const std::shared_ptr<const ExecutionPage> &page)
{
    for (const std::size_t place : rows.append(page)) {
        const auto at = std::find(order.begin(), order.end(), place);
        const int row = static_cast<int>(at - order.begin());
        if (at != order.end())
            Q_EMIT q->dataChanged(q->index(row, 0), q->index(row, ColumnCount - 1));
    }
    if (listing.isBusy())
        return announceSoon();
    announce();
    setState(State::Ready);
}

void WorkflowTableModel::Private::takeFailure(const Error &failure)
{
    replacing = false;
    wanted = 0;
    error = failure;
    announce();
    setState(State::Failed);
}

void WorkflowTableModel::Private::readOn()
{
    if (replacing || rows.size() >= wanted || listing.atEnd())
        return;
    listing.readOn(wanted, Purpose::Paging);
    setState(State::Loading);
}

Reply<ExecutionOrder> WorkflowTableModel::Private::orderOf(const ExecutionRows &of)
{
    if (sortKey == ExecutionKey::ServerOrder)
        return finishedReply<ExecutionOrder>(sortedOrder(of, sortKey, sortOrder));
    const ReplyPromise<ExecutionOrder> promise;
    worker.start([promise, of, key = sortKey, by = sortOrder] { promise.finish(sortedOrder(of, key, by)); });
    return promise.reply();
}

void WorkflowTableModel::Private::announceSoon()
{
    if (announceTimer.isActive())
        return;
    announce();
    announceTimer.start();
}

void WorkflowTableModel::Private::announce()
{
    if (order.size() == rows.size())
        return;
    q->beginInsertRows({}, static_cast<int>(order.size()), static_cast<int>(rows.size()) - 1);
    for (std::size_t place = order.size(); place < rows.size(); ++place)
        order.push_back(static_cast<quint32>(place));
    q->endInsertRows();
    if (sortKey != ExecutionKey::ServerOrder)
        sortShown();
}

void WorkflowTableModel::Private::sortShown()
{
    announce();
    sortAgain = sorting;
    if (std::exchange(sorting, true))
        return;
    shownSort = orderOf(rows).deliver(q, [this](Result<ExecutionOrder> next) {
        sorting = false;
        for (std::size_t i = next->size(); i < order.size(); ++i) // appended while the worker sorted
            next->push_back(order[i]);
        relayout(std::move(*next));
        if (sortAgain)
            sortShown();
    });
}

void WorkflowTableModel::Private::relayout(ExecutionOrder next)
{
    if (next == order)
        return;
    Q_EMIT q->layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = q->persistentIndexList();
    std::vector<int> rowOf(from.isEmpty() ? 0 : rows.size());
    for (std::size_t i = 0; i < next.size() && !rowOf.empty(); ++i)
        rowOf[next[i]] = static_cast<int>(i);
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from)
        to.append(q->index(rowOf[order[static_cast<std::size_t>(index.row())]], index.column()));
    order = std::move(next);
    q->changePersistentIndexList(from, to);
    Q_EMIT q->layoutChanged({}, VerticalSortHint);
}

void WorkflowTableModel::Private::merge(ExecutionStore next, const ExecutionOrder &nextOrder)
{
    shownSort.cancel();
    sorting = false;
    MergePlan plan = planMerge(rows, order, next, nextOrder);
    if (plan.goneLast)
        relayout(std::move(*plan.goneLast));
    for (const auto &[first, last] : plan.removals) {
        q->beginRemoveRows({}, first, last);
        order.erase(order.begin() + first, order.begin() + last + 1);
        q->endRemoveRows();
    }
    rows = std::move(next);
    order = std::move(plan.kept);
    if (plan.added > 0) {
        q->beginInsertRows({}, static_cast<int>(order.size()), static_cast<int>(plan.arrived.size()) - 1);
        order = std::move(plan.arrived);
        q->endInsertRows();
    }
    relayout(nextOrder);
    for (const auto &[first, last] : plan.changed)
        Q_EMIT q->dataChanged(q->index(first, 0), q->index(last, ColumnCount - 1));
}

QString WorkflowTableModel::Private::text(std::size_t place, int column) const
{
    switch (column) {
    case StatusColumn:
        return statusName(rows.row(place).status);
    case WorkflowIdColumn:
        return shown(rows.workflowId(place));
    case TypeColumn:
        return shown(rows.type(place));
    case QueueColumn:
        return shown(rows.taskQueue(place));
    case StartedColumn:
        return formatDateTime(instantOf(rows.row(place).startMs));
    case ClosedColumn:
        return formatDateTime(instantOf(rows.row(place).closeMs));
    case RunIdColumn:
        return shown(rows.runId(place));
    default:
        return {};
    }
}

QVariant WorkflowTableModel::Private::sortValue(std::size_t place, int column) const
{
    switch (column) {
    case StatusColumn:
        return static_cast<int>(rows.row(place).status);
    case StartedColumn:
        return rows.row(place).startMs;
    case ClosedColumn:
        return rows.row(place).closeMs;
    default:
        return text(place, column);
    }
}

WorkflowTableModel::WorkflowTableModel(Client &client, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(this, client, clock))
{
}

WorkflowTableModel::~WorkflowTableModel() = default;

void WorkflowTableModel::load(const QString &ns, const QString &query)
{
    if (ns != d->ns) {
        d->merge({}, {});
        d->loadedAt.reset();
    }
    if (ns != d->ns || query != d->query)
        d->total.reset();
    d->ns = ns;
    d->query = query;
    d->start(1, Purpose::Operator);
}

void WorkflowTableModel::refresh()
{
    if (!d->ns.isEmpty())
        d->start(d->rows.size(), Purpose::Operator);
}

bool WorkflowTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && d->state == State::Ready && !d->listing.isBusy() && !d->listing.atEnd();
}

void WorkflowTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    d->listing.readOn(d->rows.size() + 1, Purpose::Operator);
    d->setState(State::Loading);
}

void WorkflowTableModel::fetchAll(qint64 maximum)
{
    d->wanted = static_cast<std::size_t>(std::max<qint64>(maximum, 0));
    d->readOn();
}

void WorkflowTableModel::stop()
{
    d->wanted = 0;
    if (!d->replacing)
        d->listing.stopReadingOn();
}

int WorkflowTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->order.size());
}

int WorkflowTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WorkflowTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t place = d->order[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return d->text(place, index.column());
    case SortRole:
        return d->sortValue(place, index.column());
    case WorkflowIdRole:
        return d->rows.execution(place).workflowId;
    case RunIdRole:
        return d->rows.execution(place).runId;
    case StatusRole:
        return static_cast<int>(d->rows.row(place).status);
    default:
        return {};
    }
}

QVariant WorkflowTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StatusColumn:
        return tr("Status");
    case WorkflowIdColumn:
        return tr("Workflow id");
    case TypeColumn:
        return tr("Type");
    case QueueColumn:
        return tr("Queue");
    case StartedColumn:
        return tr("Started");
    case ClosedColumn:
        return tr("Closed");
    case RunIdColumn:
        return tr("Run id");
    default:
        return {};
    }
}

void WorkflowTableModel::sort(int column, Qt::SortOrder order)
{
    if (keyOf(column) == d->sortKey && order == d->sortOrder)
        return;
    d->sortKey = keyOf(column);
    d->sortOrder = order;
    d->sortShown();
}

Execution WorkflowTableModel::execution(int row) const
{
    return d->rows.execution(d->order[static_cast<std::size_t>(row)]);
}

WorkflowTableModel::State WorkflowTableModel::state() const
{
    return d->state;
}

const std::optional<Error> &WorkflowTableModel::error() const
{
    return d->error;
}

int WorkflowTableModel::errorPosition() const
{
    return d->error && d->error->kind == ErrorKind::Invalid ? queryErrorPosition(d->query, d->error->detail)
                                                            : -1;
}

std::optional<qint64> WorkflowTableModel::total() const
{
    return d->total;
}

std::optional<Instant> WorkflowTableModel::loadedAt() const
{
    return d->loadedAt;
}

QString WorkflowTableModel::ns() const
{
    return d->ns;
}

QString WorkflowTableModel::query() const
{
    return d->query;
}

} // namespace signalbox
