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

/// A namespace, as far as it was asked for (NamespaceParts) and could be read.
struct SeenConfig
{
    NamespaceConfig config{};
    std::optional<qint64> closedRuns{}; ///< that the server still keeps, where it could be asked
    bool isMissing = false;             ///< none goes by this name; the name is all that is said of it
    std::optional<SearchAttributes> attributes{}; ///< of one that is there
    QString attributesTrouble{};                  ///< why they are not known
    QStringList removed{}; ///< of a missing one: what was deleted under this name and is still being removed
    std::optional<qint64> openRuns{};
    std::optional<qint64> schedules{};
};

/// What was read of a lever's target.
using Seen = std::variant<SeenRun, SeenConfig>;

} // namespace signalbox
