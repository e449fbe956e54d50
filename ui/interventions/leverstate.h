// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

#include <QString>

namespace signalbox {

class Desk;

/// Whether a lever can be pulled now, and if not, why, short enough to stand beside it.
struct LeverState
{
    bool enabled = false;
    QString reason;
};

[[nodiscard]] LeverState terminateState(const Desk &desk, const QString &ns, const Execution &run);
/// Of a closed run; what only its history and the workflow's other runs can say, the dialog says.
[[nodiscard]] LeverState bringBackState(const Desk &desk, const QString &ns, const Execution &run);
/// `activity` is the one chosen, or null.
[[nodiscard]] LeverState completeState(const Desk &desk, const QString &ns, const ExecutionDescription &run,
                                       const PendingActivity *activity);

} // namespace signalbox
