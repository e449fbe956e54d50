// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <optional>

namespace signalbox {

/// What had to go from a store although it was young enough: from before when, in seconds since 1970.
struct Dropped
{
    std::optional<qint64> looks;
    std::optional<qint64> minutes;

    bool operator==(const Dropped &) const = default;
};

/// What became of an attempt to keep looks.
struct Kept
{
    enum class State {
        Recording,
        Elsewhere, ///< another process records; nothing was written
        Failed,    ///< what was to be written waits for the next attempt
    };
    State state = State::Recording;
    std::optional<Error> failure;
    std::optional<QString> setAside; ///< a damaged store has this name now, and a new one was begun
    Dropped dropped;
};

} // namespace signalbox
