// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runbook/driftlever.h"

#include "models/base/text.h"
#include "models/interventions/leverkind.h"

namespace signalbox {

namespace {

QString leverText(const Drift &drift)
{
    switch (drift.rule) {
    case DriftRule::NamespaceMissing:
        return Text::tr("Create the namespace…");
    case DriftRule::Retention:
        return Text::tr("Change the retention…");
    case DriftRule::Archival:
        return drift.fix.wish->archival->enabled ? Text::tr("Switch archival on…")
                                                 : Text::tr("Switch archival off…");
    case DriftRule::Description:
        return Text::tr("Describe the namespace…");
    case DriftRule::Owner:
        return Text::tr("Change the owner…");
    case DriftRule::Attributes:
        return Text::tr("Add the search attributes…");
    default:
        return Text::tr("Put it right…");
    }
}

} // namespace

std::optional<DriftLever> leverOf(const Desk &desk, const Drift &drift)
{
    if (drift.state != DriftState::Drifted || !drift.fix.wish)
        return std::nullopt;
    const QString &ns = drift.subject.ns;
    const auto target =
        InterventionTarget::fulfil(ns, *drift.fix.wish, drift.rule != DriftRule::NamespaceMissing);
    return DriftLever{leverText(drift), target, leverState(desk, kindOf(target.act), ns)};
}

} // namespace signalbox
