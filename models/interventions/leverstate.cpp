// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/leverstate.h"

#include "models/base/text.h"
#include "models/interventions/desk.h"
#include "models/interventions/leverkind.h"

namespace signalbox {

LeverState leverState(const Desk &desk, const RunLeverKind &kind, const QString &ns, const Execution &run)
{
    // The role first: it is what a viewer must learn, whatever the run does.
    if (const LeverGate gate = desk.gate(); !gate.allowed)
        return {false, gate.reason};
    if (const QString why = kind.whyNot(run.status); !why.isEmpty())
        return {false, why};
    if (desk.isUnderWay(ns, run.workflowId, run.runId))
        return {false, Text::tr("an intervention is under way")};
    return {true, {}};
}

LeverState leverState(const Desk &desk, const LeverKind &kind, const QString &ns)
{
    if (const LeverGate gate = desk.gate(kind, ns); !gate.allowed)
        return {false, gate.reason};
    if (desk.isUnderWay(ns, {}, {}))
        return {false, Text::tr("an intervention is under way")};
    return {true, {}};
}

LeverState completeState(const Desk &desk, const QString &ns, const ExecutionDescription &run,
                         const PendingActivity *activity)
{
    LeverState state = leverState(desk, completeActivityKind(), ns, run.execution);
    if (state.enabled && !activity)
        state = {false, run.pendingActivities.empty() ? Text::tr("no activity is pending")
                                                      : Text::tr("no activity is chosen")};
    return state;
}

} // namespace signalbox
