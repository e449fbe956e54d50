// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>

namespace signalbox {

/// The aspect a queue or namespace shows. Always drawn as shape and word beside the colour.
enum class Signal { Clear, Unknown, Caution, Danger };

/// Worst of two in the board's order: danger, caution, unknown, clear.
inline Signal worse(Signal a, Signal b)
{
    return std::max(a, b);
}

[[nodiscard]] QString signalName(Signal signal); ///< "clear", also the JSON word

} // namespace signalbox
