// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/wayback.h"
#include "models/temporal/inventory.h"

#include <optional>
#include <variant>

namespace signalbox {

struct SeenRun
{
    SeenRun() = default;
    SeenRun(ExecutionDescription description, std::optional<WayBack> back = {})
        : run(std::move(description))
        , way(std::move(back))
    {
    }

    ExecutionDescription run;
    std::optional<WayBack> way; ///< of a closed run that is to be brought back
};

struct SeenConfig
{
    NamespaceConfig config;
    std::optional<qint64> closedRuns; ///< that the server still keeps, where it could be asked
};

/// What was read of a lever's target.
using Seen = std::variant<SeenRun, SeenConfig>;

} // namespace signalbox
