// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

#include <QString>

namespace signalbox {

class Desk;
class RunLeverKind;
class LeverKind;

/// Whether a lever can be pulled now, and if not, why, short enough to stand beside it.
struct LeverState
{
    bool enabled = false;
    QString reason;
};

/// Of a lever on a run; what only a history and the workflow's other runs can say, the dialog says.
[[nodiscard]] LeverState leverState(const Desk &desk, const RunLeverKind &kind, const QString &ns,
                                    const Execution &run);
/// Of a lever on a namespace; what only its description can say, the dialog says.
[[nodiscard]] LeverState leverState(const Desk &desk, const LeverKind &kind, const QString &ns);
/// `activity` is the one chosen, or null.
[[nodiscard]] LeverState completeState(const Desk &desk, const QString &ns, const ExecutionDescription &run,
                                       const PendingActivity *activity);

} // namespace signalbox
