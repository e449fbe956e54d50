// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/observed.h"
#include "models/diagnosis/verdict.h"

/// Inside of the room: first steps that lead to the queue's workflows.
namespace signalbox::steps {

/// Nothing here does it: a person does, elsewhere.
[[nodiscard]] NextStep elsewhere(const QString &text);
[[nodiscard]] NextStep runningWorkflows(const Observed &seen, const QString &text);
[[nodiscard]] NextStep pausedWorkflows(const Observed &seen, const QString &text);
[[nodiscard]] NextStep endedWorkflows(const Observed &seen, const QString &text);

} // namespace signalbox::steps
