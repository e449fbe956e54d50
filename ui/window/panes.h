// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace signalbox {

/// Keyboard focus by panes (markPane), for F6 and for a page that was just opened.
void focusFirstPane(QWidget &page);
/// The pane after (or before) the one with the focus, round and round.
void focusNextPane(QWidget &window, bool forward);

} // namespace signalbox
