// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/workflows/executionsort.h"

#include <QVariant>

/// The columns of ExecutionTableModel, a cell at a time: pure functions, any thread.
namespace signalbox {

[[nodiscard]] QString executionText(const ExecutionRows &rows, std::size_t place, int column);
/// The same for a clipboard.
[[nodiscard]] QString executionCopyText(const ExecutionRows &rows, std::size_t place, int column);
[[nodiscard]] QVariant executionSortValue(const ExecutionRows &rows, std::size_t place, int column);
/// What a column is sorted by; the server's order for one that is none.
[[nodiscard]] ExecutionKey executionKeyOf(int column);

} // namespace signalbox
