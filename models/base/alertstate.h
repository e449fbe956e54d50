// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace signalbox {

/// How one rule stands with what it judges. The numbers are in stores: they stay.
enum class AlertState { Inactive = 0, Pending = 1, Firing = 2, Unknown = 3 };

/// Stands among the alerts; one that can't be judged does not by itself.
[[nodiscard]] constexpr bool isAlert(AlertState state)
{
    return state == AlertState::Pending || state == AlertState::Firing;
}

} // namespace signalbox
