// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace signalbox {

/// What the console calls for. The numbers are in stores and stay as they are.
enum class CallKind {
    Looks = 0,   ///< at queues
    Counts = 1,  ///< of executions
    Lists = 2,   ///< of executions
    Workers = 3, ///< and their deployments
    Namespaces = 4,
    Runs = 5,   ///< single ones
    Others = 6, ///< levers among them
};
inline constexpr std::array callKinds{CallKind::Looks,   CallKind::Counts,     CallKind::Lists,
                                      CallKind::Workers, CallKind::Namespaces, CallKind::Runs,
                                      CallKind::Others};

[[nodiscard]] CallKind callKindOf(std::string_view method);

} // namespace signalbox
