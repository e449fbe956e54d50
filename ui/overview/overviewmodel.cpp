// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewmodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "ui/overview/overviewdata.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

bool isLeft(int column)
{
    return column == OverviewModel::TimeColumn || column == OverviewModel::LargestColumn ||
           column == OverviewModel::EndsColumn;
}

OverviewRow rowOf(const Overview &overview, const RunningLines &lines, std::size_t index)
{
    OverviewRow row;
    row.time = overview.timeOf(index);
    std::optional<qint64> all;
    for (const auto &[ns, line] : overview.running)
        if (line[index])
            all = all.value_or(0) + *line[index];
    row.running = formatCount(all);
    QStringList largest;
    for (const auto &[ns, line] : lines.largest)
        if (line[index])
            largest << u"%1 %2"_s.arg(displayText(ns, 80), formatCount(line[index]));
    row.largest = largest.isEmpty() ? u"–"_s : largest.join(u", "_s);
    row.ends = overviewdata::endsText(overview.ends[index]);
    const auto &calls = overview.calls[index];
    row.calls = calls ? overviewdata::rateText(calls->total()) : u"–"_s;
    row.refused = calls ? overviewdata::rateText(calls->refused) : u"–"_s;
    return row;
}

} // namespace

void OverviewModel::show(const Overview &overview)
{
    const RunningLines lines = runningLines(overview, overviewdata::mostLines);
    std::vector<OverviewRow> rows;
    for (std::size_t i = overview.size(); i-- > 0;) {
        OverviewRow row = rowOf(overview, lines, i);
        if (row.largest != u"–"_s || overview.ends[i] || overview.calls[i])
            rows.push_back(std::move(row));
    }
    merge(std::move(rows), [](const OverviewRow &row) { return row.time; });
}

int OverviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OverviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isLeft(index.column()) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const OverviewRow &row = KeyedRowsModel::row(index.row());
    if (role == CopyRole && index.column() == TimeColumn)
        return formatZonedTime(row.time);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return formatDateTime(row.time);
    case RunningColumn:
        return row.running;
    case LargestColumn:
        return row.largest;
    case EndsColumn:
        return row.ends;
    case CallsColumn:
        return row.calls;
    case RefusedColumn:
        return row.refused;
    default:
        return {};
    }
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isLeft(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("From");
    case RunningColumn:
        return tr("Running");
    case LargestColumn:
        return tr("Largest namespaces");
    case EndsColumn:
        return tr("Ended per min");
    case CallsColumn:
        return tr("Calls per min");
    case RefusedColumn:
        return tr("Refused per min");
    default:
        return {};
    }
}

} // namespace signalbox
