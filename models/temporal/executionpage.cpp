// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/executionpage.h"

#include <algorithm>

namespace signalbox {

namespace {

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

std::optional<Instant> instant(qint64 ms)
{
    if (ms == 0)
        return std::nullopt;
    return Instant(Milliseconds(ms));
}

} // namespace

void ExecutionPage::reserve(std::size_t rows, std::size_t textBytes)
{
    m_rows.reserve(rows);
    m_text.reserve(textBytes);
}

void ExecutionPage::append(Row row, std::string_view workflowId, std::string_view runId,
                           std::string_view type, std::string_view taskQueue)
{
    row.workflowIdAt = static_cast<quint32>(m_text.size());
    row.workflowIdSize = static_cast<quint32>(workflowId.size());
    m_text += workflowId;
    row.runIdAt = static_cast<quint32>(m_text.size());
    row.runIdSize = static_cast<quint32>(runId.size());
    m_text += runId;
    row.type = nameIndex(type);
    row.taskQueue = nameIndex(taskQueue);
    m_rows.push_back(row);
}

std::string_view ExecutionPage::workflowId(std::size_t index) const
{
    const Row &row = m_rows[index];
    return std::string_view(m_text).substr(row.workflowIdAt, row.workflowIdSize);
}

std::string_view ExecutionPage::runId(std::size_t index) const
{
    const Row &row = m_rows[index];
    return std::string_view(m_text).substr(row.runIdAt, row.runIdSize);
}

Execution ExecutionPage::execution(std::size_t index) const
{
    const Row &row = m_rows[index];
    return Execution{text(workflowId(index)), text(runId(index)), text(type(index)),
                     text(taskQueue(index)),  row.status,         instant(row.startMs),
                     instant(row.closeMs),    row.historyLength,  row.historySizeBytes};
}

quint32 ExecutionPage::nameIndex(std::string_view name)
{
    // Neighbouring rows mostly share type and queue, and those were added last.
    const auto found = std::find(m_names.rbegin(), m_names.rend(), name);
    if (found != m_names.rend())
        return static_cast<quint32>(std::distance(found, m_names.rend()) - 1);
    m_names.emplace_back(name);
    return static_cast<quint32>(m_names.size() - 1);
}

} // namespace signalbox
