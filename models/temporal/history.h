// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/temporal/failure.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

/// What the server says of history, as plain comparable values; unset times (also the year-1 form it sends,
/// seconds -62135596800) are nullopt. Source: temporal/api/history/v1/message.proto.
namespace signalbox {

/// Fields of a history event the console reads; the rest stays in `summary` as plain text lines.
struct HistoryEvent
{
    qint64 id = 0;
    std::optional<Instant> time;
    QString type;          ///< "WorkflowExecutionTerminated"
    QString principalType; ///< "jwt", needs frontend.enablePrincipalPropagation (server 1.31)
    QString principalName; ///< the token's sub, set by the server
    QString identity;      ///< caller-chosen text
    QString reason;        ///< terminated: reason
    QString details;       ///< terminated: details, if one text payload
    QString activityId;    ///< of activity events, resolved by the scheduled event where it is on the page
    qint64 scheduledEventId = 0;
    qint64 initiatedEventId = 0; ///< of a child's events
    QString taskQueue;           ///< of a run's start
    QString subject;             ///< activity or workflow type, signal, marker, Nexus operation
    qint32 attempt = 0;
    qint64 startedEventId = 0; ///< of what ended: the event of its start
    QString timerId;
    std::optional<Milliseconds> timerLength; ///< of a started timer
    Failure failure;                         ///< what the event says failed, or failed before
    QString cause;                           ///< of a failed workflow task: "NonDeterministicError"
    QString newRunId;                        ///< continued as new, or made by a reset
    QString baseRunId;                       ///< of a workflow task failed by a reset: the run before
    std::vector<NamedPayload> values;        ///< input, result, details, headers, memo
    QString summary;                         ///< attributes in proto text, cut to 4 KiB

    bool operator==(const HistoryEvent &) const = default;
};

struct HistoryPage
{
    std::vector<HistoryEvent> events;
    QByteArray nextPageToken; ///< empty: the last page
    bool isArchived = false;  ///< read from the archive, as the server holds the run no more

    bool operator==(const HistoryPage &) const = default;
};

} // namespace signalbox
