// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/side.h"
#include "models/diagnosis/verdict.h"

#include <initializer_list>

/// Inside of the room: the lines that several causes cite. Each is empty where what it tells is not known.
namespace signalbox::evidence {

using Lines = std::vector<Evidence>;

[[nodiscard]] Lines all(std::initializer_list<Lines> parts);
[[nodiscard]] Lines line(const Observed &seen, const QString &what, const QString &value,
                         const QString &source,
                         std::optional<Milliseconds> at); ///< `at` by Clock::sinceBoot

[[nodiscard]] Lines waiting(const Side &side); ///< how many tasks, and for how long the oldest
[[nodiscard]] Lines pollers(const Side &side); ///< how many are alive, and who polled last
[[nodiscard]] Lines rates(const Side &side);
[[nodiscard]] Lines trend(const Side &side); ///< what earlier looks saw
[[nodiscard]] Lines limit(const Side &side);
[[nodiscard]] Lines workers(const Side &side); ///< what heartbeats say, or that there are none
[[nodiscard]] Lines running(const Observed &seen);
[[nodiscard]] Lines paused(const Observed &seen);
[[nodiscard]] Lines looked(const Side &side, const QString &what, const QString &value); ///< of the last look

} // namespace signalbox::evidence
