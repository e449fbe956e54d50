// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/drift.h"

#include <array>
#include <map>

namespace signalbox {

/// What drifts come to, in words that a verb and a page share: pure functions, any thread.

/// What calls for somebody first.
inline constexpr std::array driftStates{DriftState::Drifted, DriftState::Impossible,
                                        DriftState::CannotBeKnown, DriftState::NeverTold, DriftState::Holds};

/// The namespace, or of what else it is.
[[nodiscard]] QString driftPlaceText(const QueueKey &subject);

using DriftCounts = std::map<DriftState, int>;
[[nodiscard]] DriftCounts driftCounts(const std::vector<Drift> &drifts);
/// "3 drifted; 1 not known; 20 holds"; that there is nothing to hold against it.
[[nodiscard]] QString driftTotalsText(const DriftCounts &counts);

} // namespace signalbox
