// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFont;

namespace signalbox {

/// Gives the application this font, and every widget there is the same place in it: fonts, widths and heights
/// of their own, which were measured in the font from before, grow or shrink with it. Owner thread.
void zoomTo(const QFont &font);

} // namespace signalbox
