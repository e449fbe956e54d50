// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/samplemodel.h"

#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/board/boardtext.h"

#include <algorithm>

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
        return boardtext::oldest(sample);
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
    const auto byTime = [](const QueueSample &a, const QueueSample &b) { return a.time < b.time; };
    if (samples.empty()) {
        remove(m_samples.begin(), m_samples.end());
        return;
    }
    remove(firstFrom(samples.back().time + Milliseconds(1)), m_samples.end());
    remove(m_samples.begin(), firstFrom(samples.front().time));
    // After a clock was set the same looks have other times.
    if (!std::includes(samples.begin(), samples.end(), m_samples.begin(), m_samples.end(), byTime))
        remove(m_samples.begin(), m_samples.end());
    const auto known = m_samples.empty()
                           ? samples.end()
                           : std::lower_bound(samples.begin(), samples.end(), m_samples.front(), byTime);
    if (known != samples.begin()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(known - samples.begin()) - 1);
        m_samples.insert(m_samples.begin(), samples.begin(), known);
        endInsertRows();
    }
    const auto news = std::upper_bound(known, samples.end(), m_samples.back(), byTime);
    if (news == samples.end())
        return;
    beginInsertRows({}, 0, static_cast<int>(samples.end() - news) - 1);
    m_samples.insert(m_samples.end(), news, samples.end());
    endInsertRows();
}

void SampleModel::append(const QueueSample &sample)
{
    beginInsertRows({}, 0, 0);
    m_samples.push_back(sample);
    endInsertRows();
}

void SampleModel::dropBefore(Instant time)
{
    remove(m_samples.begin(), firstFrom(time));
}

SampleModel::Samples::const_iterator SampleModel::firstFrom(Instant time) const
{
    const auto isBefore = [](const QueueSample &sample, Instant at) { return sample.time < at; };
    return std::lower_bound(m_samples.begin(), m_samples.end(), time, isBefore);
}

void SampleModel::remove(const Samples::const_iterator &first, const Samples::const_iterator &last)
{
    if (first == last)
        return;
    beginRemoveRows({}, static_cast<int>(m_samples.end() - last),
                    static_cast<int>(m_samples.end() - first) - 1);
    m_samples.erase(first, last);
    endRemoveRows();
}

int SampleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_samples.size());
}

int SampleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SampleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QueueSample &sample = m_samples[m_samples.size() - 1 - static_cast<std::size_t>(index.row())];
    if (role == CopyRole && index.column() == TimeColumn)
        return formatZonedTime(sample.time);
    if (role == Qt::DisplayRole)
        return text(sample, index.column());
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
