// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executioncells.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/workflows/executiontablemodel.h"
#include "models/workflows/executiontext.h"

namespace signalbox {

namespace {

QString shown(std::string_view serverText)
{
    return displayText(QString::fromUtf8(serverText.data(), static_cast<qsizetype>(serverText.size())));
}

std::optional<Instant> instantOf(qint64 ms)
{
    return ms == 0 ? std::nullopt : std::optional<Instant>(Milliseconds(ms));
}

} // namespace

QString executionText(const ExecutionRows &rows, std::size_t place, int column)
{
    switch (column) {
    case ExecutionTableModel::StatusColumn:
        return statusName(rows.row(place).status);
    case ExecutionTableModel::WorkflowIdColumn:
        return shown(rows.workflowId(place));
    case ExecutionTableModel::TypeColumn:
        return shown(rows.type(place));
    case ExecutionTableModel::QueueColumn:
        return shown(rows.taskQueue(place));
    case ExecutionTableModel::StartedColumn:
        return formatDateTime(instantOf(rows.row(place).startMs));
    case ExecutionTableModel::ClosedColumn:
        return formatDateTime(instantOf(rows.row(place).closeMs));
    case ExecutionTableModel::RunIdColumn:
        return shown(rows.runId(place));
    default:
        return {};
    }
}

QString executionCopyText(const ExecutionRows &rows, std::size_t place, int column)
{
    switch (column) {
    case ExecutionTableModel::StartedColumn:
        return formatZonedTime(instantOf(rows.row(place).startMs));
    case ExecutionTableModel::ClosedColumn:
        return formatZonedTime(instantOf(rows.row(place).closeMs));
    default:
        return executionText(rows, place, column);
    }
}

QVariant executionSortValue(const ExecutionRows &rows, std::size_t place, int column)
{
    switch (column) {
    case ExecutionTableModel::StatusColumn:
        return static_cast<int>(rows.row(place).status);
    case ExecutionTableModel::StartedColumn:
        return rows.row(place).startMs;
    case ExecutionTableModel::ClosedColumn:
        return rows.row(place).closeMs;
    default:
        return executionText(rows, place, column);
    }
}

ExecutionKey executionKeyOf(int column)
{
    switch (column) {
    case ExecutionTableModel::StatusColumn:
        return ExecutionKey::Status;
    case ExecutionTableModel::WorkflowIdColumn:
        return ExecutionKey::WorkflowId;
    case ExecutionTableModel::TypeColumn:
        return ExecutionKey::Type;
    case ExecutionTableModel::QueueColumn:
        return ExecutionKey::TaskQueue;
    case ExecutionTableModel::StartedColumn:
        return ExecutionKey::Started;
    case ExecutionTableModel::ClosedColumn:
        return ExecutionKey::Closed;
    case ExecutionTableModel::RunIdColumn:
        return ExecutionKey::RunId;
    default:
        return ExecutionKey::ServerOrder;
    }
}

} // namespace signalbox
