// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executionpage.h"

#include <QString>

namespace signalbox {

/// A running execution whose every value follows from its number.
inline Execution executionOf(int number)
{
    using namespace Qt::StringLiterals;
    Execution execution;
    execution.workflowId = u"order-%1"_s.arg(number, 6, 10, QChar(u'0'));
    execution.runId = u"run-%1"_s.arg(number);
    execution.type = number % 2 == 0 ? u"Even"_s : u"Odd"_s;
    execution.taskQueue = u"queue-%1"_s.arg(number % 3);
    execution.status = ExecutionStatus::Running;
    execution.startTime = Instant(std::chrono::seconds(1'800'000'000 - number));
    return execution;
}

/// Those of [first, first + count).
inline std::vector<Execution> executionsOf(int first, int count)
{
    std::vector<Execution> executions;
    for (int number = first; number < first + count; ++number)
        executions.push_back(executionOf(number));
    return executions;
}

inline std::shared_ptr<const ExecutionPage> pageOf(const std::vector<Execution> &executions)
{
    auto page = std::make_shared<ExecutionPage>();
    const auto ms = [](std::optional<Instant> time) { return time ? time->time_since_epoch().count() : 0; };
    for (const Execution &each : executions) {
        ExecutionPage::Row row;
        row.status = each.status;
        row.startMs = ms(each.startTime);
        row.closeMs = ms(each.closeTime);
        row.historyLength = each.historyLength;
        page->append(row, each.workflowId.toStdString(), each.runId.toStdString(), each.type.toStdString(),
                     each.taskQueue.toStdString());
    }
    return page;
}

} // namespace signalbox
