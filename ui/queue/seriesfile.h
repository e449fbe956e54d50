// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/series.h"

/// What was seen of a queue, for other programs.
namespace signalbox::seriesfile {

/// Comma-separated, a line a look from `from` on: its time with the offset from UTC and until when it speaks,
/// both backlogs, the age of the oldest task in seconds, both rates a second, the pollers alive. Unknown is
/// empty. Pure.
[[nodiscard]] QByteArray csvOf(const Series &series, Instant from);

} // namespace signalbox::seriesfile
