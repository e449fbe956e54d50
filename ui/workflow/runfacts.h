// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"
#include "ui/widgets/factgrid.h"

namespace signalbox {

/// What is known of a run beyond the header, for the facts beside its pending activities.
[[nodiscard]] std::vector<Fact> runFacts(const ExecutionDescription &description);

} // namespace signalbox
