// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// How the watch's budgets are shared (see CallSchedule).
namespace signalbox {

/// Looks at queues: what somebody sees or what alerts must not wait for a thousand idle ones, nor starve
/// them.
namespace looklanes {
inline constexpr std::size_t fast = 0;
inline constexpr std::size_t rest = 1;
} // namespace looklanes

/// The rest, of which most draws on visibility: a namespace's own count and walk find what there is; a
/// queue's count tells ghosts; workers and the activities of a few runs tell causes, closes what became of
/// others.
namespace backgroundlanes {
inline constexpr std::size_t namespaces = 0;
inline constexpr std::size_t queues = 1;
inline constexpr std::size_t workers = 2;
inline constexpr std::size_t runs = 3;
} // namespace backgroundlanes

} // namespace signalbox
