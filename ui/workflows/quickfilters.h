// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QString>

#include <vector>

namespace signalbox {

/// A query at a click. The server knows no "today" and no now(), so that times are worked out at the click,
/// in the zone of whoever clicks.
struct QuickFilter
{
    QString name; ///< for object names
    QString label;
    QString toolTip;
    QString (*query)(Instant now);
};

[[nodiscard]] const std::vector<QuickFilter> &quickFilters();

/// How far back to look, at a click.
struct TimeRange
{
    QString name; ///< for object names
    QString label;
    QString toolTip;
    std::chrono::minutes length;
};

[[nodiscard]] const std::vector<TimeRange> &timeRanges();

/// The query for what started since then, or closed since then where it asks for runs of a closed status. A
/// range that it had gives way; an ORDER BY stays last.
[[nodiscard]] QString withRange(const QString &query, Instant since);
[[nodiscard]] QString withoutRange(const QString &query);

} // namespace signalbox
