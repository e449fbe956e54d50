// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/rowsteps.h"
#include "models/workflows/executionsort.h"

namespace signalbox {

/// How a shown list becomes the one just read, by run id. Pure, any thread.
[[nodiscard]] RowSteps planMerge(const ExecutionRows &rows, const ExecutionOrder &order,
                                 const ExecutionStore &next, const ExecutionOrder &nextOrder);

} // namespace signalbox
