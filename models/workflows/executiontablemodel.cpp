// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executiontablemodel.h"

#include "models/workflows/executioncells.h"
#include "models/workflows/executiontext.h"

#include <atomic>
#include <numeric>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Read one by one as they are looked at; more are forgotten and asked again.
constexpr qsizetype mostWhys = 5'000;

QString whyOf(const QHash<QString, QString> &whys, const ExecutionRows &rows, std::size_t place)
{
    const ExecutionStatus status = rows.row(place).status;
    if (!saysWhyItEnded(status))
        return {};
    const std::string_view runId = rows.runId(place);
    return whys.value(QString::fromUtf8(runId.data(), static_cast<qsizetype>(runId.size())), u"…"_s);
}

/// Each announced insert costs a view 4 to 7 ms whatever its size (measured).
constexpr Milliseconds announceEvery{100};

} // namespace

ExecutionTableModel::ExecutionTableModel(QObject *parent)
    : KeyedRowsModel(parent)
{
    m_worker.setMaxThreadCount(1);
    m_announceTimer.setSingleShot(true);
    m_announceTimer.setInterval(announceEvery);
    connect(&m_announceTimer, &QTimer::timeout, this, &ExecutionTableModel::announce);
}

ExecutionTableModel::~ExecutionTableModel()
{
    m_sort.cancel();
    m_replacement.cancel(); // the worker is waited for: what it need not begin, it leaves
}

int ExecutionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExecutionTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t place = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == WhyColumn)
            return whyOf(m_why, m_held, place);
        return executionText(m_held, place, index.column());
    case SortRole:
        return executionSortValue(m_held, place, index.column());
    case WorkflowIdRole:
        return m_held.execution(place).workflowId;
    case RunIdRole:
        return m_held.execution(place).runId;
    case StatusRole:
        return static_cast<int>(m_held.row(place).status);
    default:
        return {};
    }
}

QVariant ExecutionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    case WhyColumn:
        return tr("Why");
    case RunIdColumn:
        return tr("Run id");
    default:
        return {};
    }
}

Execution ExecutionTableModel::execution(int row) const
{
    return m_held.execution(KeyedRowsModel::row(row));
}

RowTexts ExecutionTableModel::textsOf(const std::vector<int> &rows) const
{
    ExecutionOrder places;
    places.reserve(rows.size());
    for (const int row : rows)
        places.push_back(KeyedRowsModel::row(row));
    return {rows.size(), ColumnCount,
            [held = m_held.rows(), why = m_why, places = std::move(places)](std::size_t row, int column) {
                return column == WhyColumn ? whyOf(why, held, places[row])
                                           : executionCopyText(held, places[row], column);
            }};
}

void ExecutionTableModel::append(const std::shared_ptr<const ExecutionPage> &page)
{
    announceChanged(m_held.append(page));
    announceSoon();
}

void ExecutionTableModel::announceSoon()
{
    if (m_announceTimer.isActive())
        return;
    announce();
    m_announceTimer.start();
}

void ExecutionTableModel::announce()
{
    if (rows().size() == m_held.size())
        return;
    ExecutionOrder more(m_held.size() - rows().size());
    std::iota(more.begin(), more.end(), static_cast<quint32>(rows().size()));
    KeyedRowsModel::append(more);
    if (m_sorting.key != ExecutionKey::ServerOrder)
        sortShown();
}

void ExecutionTableModel::announceChanged(const std::vector<std::size_t> &places)
{
    if (places.empty())
        return;
    std::vector<bool> isChanged(m_held.size());
    for (const std::size_t place : places)
        isChanged[place] = true;
    std::vector<bool> changed(rows().size()); // by row
    std::transform(rows().begin(), rows().end(), changed.begin(),
                   [&isChanged](quint32 place) { return isChanged[place]; });
    for (const auto &[first, last] : rangesOf(changed))
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

bool ExecutionTableModel::renew(const Execution &run)
{
    if (!m_held.find(run.runId.toStdString()))
        return false;
    const auto places = m_held.append(pageOfRun(run));
    announceChanged(places);
    if (m_sorting.key != ExecutionKey::ServerOrder)
        sortShown();
    return !places.empty();
}

void ExecutionTableModel::sort(int column, Qt::SortOrder order)
{
    const Sorting wanted{executionKeyOf(column), order};
    if (std::exchange(m_sorting, wanted) != wanted)
        sortShown();
}

void ExecutionTableModel::sortShown()
{
    if (m_isReplacing)
        return; // and then it is done
    announce();
    m_sortAgain = m_isSorting;
    if (std::exchange(m_isSorting, true))
        return;
    const ReplyPromise<RowOrder> promise;
    m_worker.start([promise, held = m_held.rows(), shown = rows(), by = m_sorting] {
        promise.finish(sortedLayout(held, shown, by.key, by.order));
    });
    m_sort = promise.reply().deliver(this, [this](Result<RowOrder> layout) {
        m_isSorting = false;
        for (std::size_t row = layout->size(); row < rows().size(); ++row) // appended meanwhile
            layout->push_back(static_cast<quint32>(row));
        relayout(*layout);
        if (m_sortAgain)
            sortShown();
    });
}

/// What may happen before the worker is done: a sort that is asked for then is done afterwards, a list that
/// is asked for ends this one, and no page comes, since a list is only read on once it stands. So the rows
/// that the plan is for are still those that are shown.
void ExecutionTableModel::replaceBy(ExecutionStore next, std::function<void()> done)
{
    announce();
    keepInsteadOfReplacing();
    m_sort.cancel();
    m_isSorting = false;
    m_isReplacing = true;
    const ReplyPromise<Merge> promise;
    const auto isUnwanted = std::make_shared<std::atomic<bool>>(false);
    promise.onCancel([isUnwanted] { *isUnwanted = true; });
    m_worker.start([promise, isUnwanted, held = m_held.rows(), shown = rows(), next = std::move(next),
                    by = m_sorting]() mutable {
        if (*isUnwanted)
            return;
        Merge merge{std::move(next), {}, {}};
        merge.rows.keepEnded(held);
        merge.order = sortedOrder(merge.rows, by.key, by.order);
        if (!*isUnwanted)
            merge.steps = planMerge(held, shown, merge.rows, merge.order);
        promise.finish(std::move(merge));
    });
    m_replacement =
        promise.reply().deliver(this, [this, done = std::move(done), by = m_sorting](Result<Merge> merge) {
            m_isReplacing = false;
            Q_EMIT aboutToTakeRows();
            apply(std::move(*merge));
            Q_EMIT rowsTaken();
            if (by != m_sorting)
                sortShown();
            done();
        });
}

void ExecutionTableModel::apply(Merge merge)
{
    removeGone(merge.steps);
    // The worker frees the old rows: a thousand pages take some ms.
    m_worker.start([old = std::exchange(m_held, std::move(merge.rows))] {});
    takeNext(merge.steps, std::move(merge.order));
}

void ExecutionTableModel::keepInsteadOfReplacing()
{
    m_replacement.cancel();
    if (std::exchange(m_isReplacing, false))
        sortShown(); // as was asked for meanwhile
}

void ExecutionTableModel::clear()
{
    keepInsteadOfReplacing();
    m_sort.cancel();
    m_isSorting = false;
    removeGone(planRows(RowOrder(rows().size(), noRow), {}));
    m_held = {};
    m_why.clear();
}

void ExecutionTableModel::setWhy(const QString &runId, const QString &why)
{
    if (m_why.size() >= mostWhys)
        m_why.clear();
    m_why.insert(runId, why);
    if (const auto place = m_held.find(runId.toStdString()))
        announceChanged({*place});
}

} // namespace signalbox
