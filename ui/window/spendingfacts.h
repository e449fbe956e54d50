// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/temporal/traffic.h"
#include "ui/widgets/factgrid.h"

namespace signalbox {

/// What the console spends: its calls of the last minute by kind, in an order that stands still, those that
/// the server refused, and how often each queue is looked at. Pure.
[[nodiscard]] std::vector<Fact> spendingFacts(const std::vector<MethodTraffic> &lastMinute,
                                              std::optional<Milliseconds> sweepInterval);

/// "38 calls/min · 2 refused", for the line at the bottom. Pure.
[[nodiscard]] QString spendingText(const std::vector<MethodTraffic> &lastMinute);

} // namespace signalbox
