// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;
class QWidget;

namespace signalbox {

/// Makes a window as high as the content of its scroll area wants, as far as its screen goes, and moves it up
/// where it would reach below: what stands under the area is always seen. Never makes it lower.
void growToFit(QWidget &window, const QScrollArea &area);

} // namespace signalbox
