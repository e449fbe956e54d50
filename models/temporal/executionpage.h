// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

#include <string>
#include <string_view>
#include <vector>

namespace signalbox {

/// A page of executions in columns: one text arena for ids, one dictionary for types and queues, about 100
/// bytes a row against 3 KB as protobuf messages (measured). Built beside the owner thread, immutable
/// afterwards, movable.
class ExecutionPage
{
public:
    struct Row
    {
        quint32 workflowIdAt = 0; ///< offset into the arena
        quint32 workflowIdSize = 0;
        quint32 runIdAt = 0;
        quint32 runIdSize = 0;
        quint32 type = 0; ///< index into names
        quint32 taskQueue = 0;
        ExecutionStatus status = ExecutionStatus::Unspecified;
        qint64 startMs = 0; ///< UTC milliseconds since 1970; 0: unset
        qint64 closeMs = 0;
        qint64 historyLength = 0;
        qint64 historySizeBytes = 0;
    };

    void reserve(std::size_t rows, std::size_t textBytes);
    void append(Row row, std::string_view workflowId, std::string_view runId, std::string_view type,
                std::string_view taskQueue);
    void setNextPageToken(QByteArray token) { m_nextPageToken = std::move(token); }

    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] const Row &row(std::size_t index) const { return m_rows[index]; }
    [[nodiscard]] std::string_view workflowId(std::size_t index) const;
    [[nodiscard]] std::string_view runId(std::size_t index) const;
    [[nodiscard]] std::string_view type(std::size_t index) const { return m_names[m_rows[index].type]; }
    [[nodiscard]] std::string_view taskQueue(std::size_t index) const
    {
        return m_names[m_rows[index].taskQueue];
    }
    [[nodiscard]] Execution execution(std::size_t index) const;
    [[nodiscard]] const QByteArray &nextPageToken() const { return m_nextPageToken; }

private:
    [[nodiscard]] quint32 nameIndex(std::string_view name);

    std::string m_text;
    std::vector<Row> m_rows;
    std::vector<std::string> m_names; ///< a handful a page: found by linear search, last hit first
    QByteArray m_nextPageToken;
};

} // namespace signalbox
