// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/leverkind.h"

#include "models/base/text.h"
#include "models/interventions/namespacelever.h"

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
    case InterventionTarget::Act::ChangeRetention:
        return retentionKind();
    case InterventionTarget::Act::DescribeNamespace:
        return describeKind();
    case InterventionTarget::Act::DeprecateNamespace:
        return deprecateKind();
    case InterventionTarget::Act::DeleteRun:
        return deleteKind();
    case InterventionTarget::Act::ChangeNamespaceData:
        return namespaceDataKind();
    case InterventionTarget::Act::AddSearchAttribute:
        return searchAttributeKind();
    case InterventionTarget::Act::SetUpNamespace:
        return setUpKind();
    case InterventionTarget::Act::DeleteNamespace:
        return deleteNamespaceKind();
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

QString NamespaceLeverKind::reasonLabel() const
{
    return Text::tr("Reason, kept in this console's journal (the server has no place for it)");
}

QString NamespaceLeverKind::obstacle(const InterventionTarget &, const Seen &seen) const
{
    return std::get<SeenConfig>(seen).config.info.state == NamespaceState::Deleted
               ? Text::tr("The namespace is being deleted: there is nothing left to do here.")
               : QString();
}

QString NamespaceLeverKind::otherThan(const InterventionTarget &, const Seen &opened, const Seen &now) const
{
    return std::get<SeenConfig>(opened).config.info.id == std::get<SeenConfig>(now).config.info.id
               ? QString()
               : Text::tr("Another namespace goes by this name now. Open it anew.");
}

/// Each input begins with what was seen: whatever changed of that was the ground of what is written.
Done NamespaceLeverKind::unchanged(const InterventionTarget &, const Seen &opened, const Seen &now) const
{
    const NamespaceInfo &before = std::get<SeenConfig>(opened).config.info;
    const NamespaceInfo &after = std::get<SeenConfig>(now).config.info;
    if (Done same = sameNamespace(before, after); !same)
        return same;
    return initial(opened) == initial(now)
               ? Done()
               : fail(ErrorKind::LostRace, Text::tr("Another call changed the namespace."));
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
