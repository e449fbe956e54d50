// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace signalbox {

class Theme;

/// Larger, smaller and usual text, with their keys. `theme` outlives the menu.
void addZoomActions(QMenu &menu, Theme &theme);

} // namespace signalbox
