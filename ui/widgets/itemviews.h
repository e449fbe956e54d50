// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;
class QHeaderView;
class QString;

/// What tables and trees share. Free functions, so that either view class can use them.
namespace signalbox {

class UiState;

/// Row selection, per-pixel scroll, Ctrl+C copies, no frame of focus, elided in the middle.
void setUpItemView(QAbstractItemView &view);
/// Header in the look, movable sections, and a menu that shows and hides columns (the last one stays).
void setUpHeader(QHeaderView &header);
/// Puts the columns back as they were left, and keeps them from then on.
void keepHeader(QHeaderView &header, UiState &state, const QString &key);
/// Qt makes the first row current when a list gets the keyboard, without choosing it: Down would pass it by.
void leaveUnchosen(const QAbstractItemView &view);
/// The selected rows, every column, tab-separated and safe for a terminal (copyText()).
[[nodiscard]] QString selectedRowsText(const QAbstractItemView &view);
/// By a worker where the view has a CopyBar and its model can hand over the rows: what is selected now.
void copySelectedRows(const QAbstractItemView &view);

} // namespace signalbox
