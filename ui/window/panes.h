// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QKeyEvent;
class QWidget;

namespace signalbox {

/// The first list of a page has the keyboard: it is what the page is opened for, and its bar is one Shift+Tab
/// away.
void focusList(QWidget &page);
/// Esc leads to the page's list from wherever else the keyboard is; says whether the key was that.
[[nodiscard]] bool escapesToList(QWidget &page, const QKeyEvent &event);
/// For F6: the pane (markPane) after (or before) the one with the focus, round and round.
void focusNextPane(QWidget &window, bool forward);

} // namespace signalbox
