// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace signalbox {

/// A mark in a line of marks, and where its words go. In pixels.
struct MarkWords
{
    enum class Side {
        None, ///< another mark, or its words, would be in the way
        Right,
        Left
    };

    double at = 0;
    double width = 0; ///< of the words with the mark itself
    Side side = Side::None;
};

/// Gives those their side that have room, within `left` and `right`; a mark alone takes `half` on each side
/// of its place. `marks` are in the order of their places.
void placeWords(std::vector<MarkWords> &marks, double half, double left, double right);

} // namespace signalbox
