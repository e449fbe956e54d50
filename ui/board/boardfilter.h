// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/signal.h"

#include <QString>

#include <optional>

namespace signalbox {

/// What the board is narrowed to. Empty fields narrow nothing.
struct BoardFilter
{
    std::optional<Signal> signal;
    QString owner;
    bool onlyTrouble = false; ///< all but clear: what isn't known isn't fine
    QString text;             ///< words in queue, namespace or owner; none of those that begin with '-'

    [[nodiscard]] bool isEmpty() const { return *this == BoardFilter(); }
    bool operator==(const BoardFilter &) const = default;
};

} // namespace signalbox
