// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanuplistmodel.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"

namespace signalbox {

namespace {

constexpr qsizetype shownLength = 120;

QString stateText(const CleanUpLine &line)
{
    if (line.isCleaned)
        return Text::tr("is cleaned up now");
    if (line.isCounting)
        return Text::tr("is counted");
    if (line.failure)
        return Text::tr("not counted: %1").arg(explain(*line.failure).sentence());
    if (line.report)
        return line.report->sentence;
    if (!line.survey)
        return Text::tr("not counted yet");
    return Text::tr("counted at %1").arg(formatTimeOfDay(line.survey->taken));
}

QString cell(const CleanUpLine &line, int column)
{
    switch (column) {
    case CleanUpListModel::NamespaceColumn:
        return displayText(line.ns, shownLength);
    case CleanUpListModel::AgeColumn:
        return formatRetention(line.olderThan);
    case CleanUpListModel::CountColumn:
        return formatCount(line.survey ? std::optional(line.survey->count) : std::nullopt);
    case CleanUpListModel::OldestColumn:
        return formatDateTime(line.survey ? line.survey->oldestClosed() : std::nullopt);
    default:
        return stateText(line);
    }
}

} // namespace

void CleanUpListModel::setLines(std::vector<CleanUpLine> lines)
{
    merge(std::move(lines), [](const CleanUpLine &line) { return line.ns; });
}

int CleanUpListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CleanUpListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CleanUpLine &one = line(index.row());
    if (role == Qt::DisplayRole)
        return cell(one, index.column());
    if (role == CopyRole && index.column() == OldestColumn && one.survey)
        return formatZonedTime(one.survey->oldestClosed());
    if (role == Qt::TextAlignmentRole && index.column() == CountColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant CleanUpListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == CountColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NamespaceColumn:
        return tr("Namespace");
    case AgeColumn:
        return tr("Closed for more than");
    case CountColumn:
        return tr("Would go");
    case OldestColumn:
        return tr("Oldest closed");
    default:
        return tr("State");
    }
}

} // namespace signalbox
