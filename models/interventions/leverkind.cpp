// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/leverkind.h"

#include "models/base/text.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

const LeverKind &kindOf(InterventionTarget::Act act)
{
    switch (act) {
    case InterventionTarget::Act::Terminate:
        return terminateKind();
    case InterventionTarget::Act::CompleteActivity:
        return completeActivityKind();
    case InterventionTarget::Act::BringBack:
        break;
    }
    return resetKind();
}

QString roleWord(LeverRole role)
{
    return role == LeverRole::Admin ? u"admin"_s : u"write"_s;
}

QString Lever::verb() const
{
    return kindOf(target().act).verb();
}

QString RunLeverKind::otherThan(const InterventionTarget &target, const Seen &opened, const Seen &now) const
{
    const ExecutionDescription &first = std::get<SeenRun>(opened).run;
    const ExecutionDescription &last = std::get<SeenRun>(now).run;
    if (last.execution.runId != target.runId)
        return Text::tr("The server described another run than this one.");
    const PendingActivity *before = findActivity(first, target.activityId);
    const PendingActivity *after = findActivity(last, target.activityId);
    if (before && after && (before->type != after->type || before->scheduledTime != after->scheduledTime))
        return Text::tr(
            "The activity that was shown has ended; another one of the same id is pending. Open it anew.");
    return {};
}

Done RunLeverKind::unchanged(const InterventionTarget &target, const Seen &opened, const Seen &now) const
{
    return make(target, opened, {})->recheck(now);
}

const PendingActivity *findActivity(const ExecutionDescription &run, const QString &activityId)
{
    const auto &all = run.pendingActivities;
    const auto found = std::find_if(all.begin(), all.end(), [&activityId](const PendingActivity &activity) {
        return activity.activityId == activityId;
    });
    return found == all.end() ? nullptr : &*found;
}

} // namespace signalbox
