// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"
#include "models/temporal/callkind.h"

namespace signalbox {

/// Executions of a namespace that are not closed, counted once; in the store's units (schema.h).
struct OpenRow
{
    QString ns;
    qint64 time = 0;
    qint64 valid = 0; ///< seconds for which it speaks
    qint64 running = 0;
    std::optional<qint64> paused;
};

/// How executions of a namespace ended between two times, counted once.
struct CloseRow
{
    QString ns;
    qint64 from = 0;
    qint64 to = 0;    ///< not in it any more
    qint64 asked = 0; ///< when
    StatusCounts counts;
    qint64 midnight = 0;
    qint64 failedToday = 0;
};

/// Calls of this console in some seconds of one minute: added to what is known of the minute.
struct CallRow
{
    qint64 minute = 0;
    CallKind kind = CallKind::Others;
    qint64 sent = 0;
    qint64 refused = 0;

    bool operator==(const CallRow &) const = default;
};

/// How long before a moment a namespace may have been counted last and is not forgotten, in seconds.
inline constexpr qint64 countsForgottenAfter = 60LL * 60;

/// Nothing where it was not counted yet.
[[nodiscard]] std::optional<OpenRow> openRowOf(const NamespaceSample &sample);
/// `asked` is by the wall clock as it goes now.
[[nodiscard]] CloseRow closeRowOf(const QString &ns, const CloseSample &closes, Instant asked);

} // namespace signalbox
