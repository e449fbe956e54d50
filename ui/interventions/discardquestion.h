// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPushButton;
class QWidget;

namespace signalbox {

/// Asks whether what was written in the window may go; once at a time. The button that says so is returned,
/// null while it is being asked already.
[[nodiscard]] QPushButton *askToDiscard(QWidget &window);

} // namespace signalbox
