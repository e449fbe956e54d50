// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;
class QHeaderView;
class QString;

/// What tables and trees share. Free functions, so that either view class can use them.
namespace signalbox {

/// Row selection, per-pixel scroll, Ctrl+C copies, no frame of focus, elided in the middle.
void setUpItemView(QAbstractItemView &view);
/// Header in the look, movable sections, and a menu that shows and hides columns (the last one stays).
void setUpHeader(QHeaderView &header);
/// The selected rows, every column, tab-separated and safe for a terminal (copyText()).
[[nodiscard]] QString selectedRowsText(const QAbstractItemView &view);
/// By a worker where the view has a CopyBar and its model can hand over the rows: what is selected now.
void copySelectedRows(const QAbstractItemView &view);

} // namespace signalbox
