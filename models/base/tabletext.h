// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Cells of tables that leave the window: pure, any thread.
namespace signalbox {

/// Of a CSV, in quotes. What a spreadsheet would take for a formula is a text in it.
[[nodiscard]] QByteArray csvCell(QString text);
/// Of Markdown: it can't end its row or begin markup of its own; a long one is cut.
[[nodiscard]] QString markdownCell(const QString &text);

} // namespace signalbox
