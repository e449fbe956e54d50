// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/samplemodel.h"

#include "models/base/format.h"

#include <algorithm>
#include <iterator>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString pollers(const QueueSample &sample)
{
    return u"%1 / %2"_s.arg(formatCount(sample.workflowPollers), formatCount(sample.activityPollers));
}

QString text(const QueueSample &sample, int column)
{
    switch (column) {
    case SampleModel::TimeColumn:
        return formatDateTime(sample.time);
    case SampleModel::WorkflowColumn:
        return formatCount(sample.workflowBacklog);
    case SampleModel::ActivityColumn:
        return formatCount(sample.activityBacklog);
    case SampleModel::OldestColumn:
        return formatDuration(sample.oldestTask);
    case SampleModel::RatesColumn:
        return formatRates(sample.addRate, sample.dispatchRate);
    case SampleModel::PollersColumn:
        return pollers(sample);
    default:
        return {};
    }
}

} // namespace

void SampleModel::setSamples(const std::vector<QueueSample> &samples)
{
    if (samples.empty()) {
        keepOnly(Instant::max(), Instant::max());
        return;
    }
    keepOnly(samples.front().time, samples.back().time);
    const auto isOlder = [](const QueueSample &sample, Instant time) { return sample.time < time; };
    const Instant oldest = m_rows.empty() ? Instant::max() : m_rows.back().time;
    const auto known = std::lower_bound(samples.begin(), samples.end(), oldest, isOlder);
    insert(rowCount(), samples.begin(), known);
    const Instant newest = m_rows.front().time;
    insert(0, std::lower_bound(known, samples.end(), newest + Milliseconds(1), isOlder), samples.end());
}

/// Removes what is newer or older.
void SampleModel::keepOnly(Instant from, Instant to)
{
    const auto remove = [this](int first, int last) {
        if (first >= last)
            return;
        beginRemoveRows({}, first, last - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last);
        endRemoveRows();
    };
    const auto firstUpTo = [this](Instant time) {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                        [time](const QueueSample &sample) { return sample.time <= time; });
        return static_cast<int>(found - m_rows.begin());
    };
    remove(firstUpTo(from - Milliseconds(1)), rowCount());
    remove(0, firstUpTo(to));
}

/// `first` to `last` are oldest first, rows are newest first.
void SampleModel::insert(int row, Samples::const_iterator first, Samples::const_iterator last)
{
    if (first == last)
        return;
    beginInsertRows({}, row, row + static_cast<int>(last - first) - 1);
    m_rows.insert(m_rows.begin() + row, std::make_reverse_iterator(last), std::make_reverse_iterator(first));
    endInsertRows();
}

int SampleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SampleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SampleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return text(m_rows[static_cast<std::size_t>(index.row())], index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((index.column() == TimeColumn ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    return {};
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == TimeColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case WorkflowColumn:
        return tr("Workflow backlog");
    case ActivityColumn:
        return tr("Activity backlog");
    case OldestColumn:
        return tr("Oldest task");
    case RatesColumn:
        return tr("In / out per s");
    case PollersColumn:
        return tr("Pollers (workflow / activity)");
    default:
        return {};
    }
}

} // namespace signalbox
