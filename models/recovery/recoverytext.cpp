// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/recoverytext.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/workflows/executiontext.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using manifest::Part;

namespace {

QString countsText(const NamespaceVerification &ns)
{
    QStringList counts;
    for (const Fate fate : fates)
        if (ns.count(fate) > 0)
            counts << u"%1 %2"_s.arg(formatCount(ns.count(fate)), fateName(fate));
    return counts.isEmpty() ? Text::tr("no open runs") : counts.join(u", "_s);
}

} // namespace

QString progressText(const TakeProgress &progress)
{
    return Text::tr("%1 (%2 of %3 namespaces), %4 runs written")
        .arg(progress.ns)
        .arg(progress.namespacesRead + 1)
        .arg(progress.namespaces)
        .arg(formatCount(progress.runs));
}

QString progressText(const VerifyProgress &progress)
{
    return Text::tr("%1 (%2 of %3 namespaces), %4 of %5 runs compared")
        .arg(progress.ns)
        .arg(progress.namespacesRead + 1)
        .arg(progress.namespaces)
        .arg(formatCount(progress.runsCompared), formatCount(progress.runs));
}

QString progressText(const ResumptionState &state)
{
    return Text::tr("%1 of %2 runs have gone on").arg(formatCount(state.resumed), formatCount(state.runs));
}

QString headText(const manifest::Head &head, Instant ended)
{
    return Text::tr("taken %1 to %2 of %3")
        .arg(formatZonedTime(head.begun), formatZonedTime(ended), head.profile);
}

QString countsText(const manifest::Counts &counts)
{
    return Text::tr("%1 namespaces, %2 open runs, %3 schedules, %4 queues")
        .arg(formatCount(counts.namespaces), formatCount(counts.runs), formatCount(counts.schedules),
             formatCount(counts.queues));
}

QString takenText(const QString &file, const manifest::Counts &counts)
{
    return Text::tr("%1: %2").arg(copyText(file), countsText(counts));
}

QString unreadText(const Unread &unread)
{
    const QString what = partName(unread.gap.part);
    return Text::tr("not read: %1: %2")
        .arg(unread.ns.isEmpty() ? what : u"%1: %2"_s.arg(unread.ns, what), unread.gap.why);
}

QString partName(Part part)
{
    switch (part) {
    case Part::Cluster:
        return Text::tr("the cluster");
    case Part::Namespaces:
        return Text::tr("the list of namespaces");
    case Part::Configuration:
        return Text::tr("the configuration");
    case Part::SearchAttributes:
        return Text::tr("the search attributes");
    case Part::Schedules:
        return Text::tr("the schedules");
    case Part::Runs:
        return Text::tr("the list of runs");
    case Part::History:
        return Text::tr("how far runs are");
    case Part::Queues:
        return Text::tr("who polls queues");
    }
    return {};
}

QString gapText(const manifest::Gap &gap)
{
    return Text::tr("not known: %1: %2").arg(partName(gap.part), gap.why);
}

QString fateName(Fate fate)
{
    switch (fate) {
    case Fate::Missing:
        return Text::tr("missing");
    case Fate::Behind:
        return Text::tr("behind");
    case Fate::ClosedSince:
        return Text::tr("closed since");
    case Fate::Advanced:
        return Text::tr("advanced");
    case Fate::Intact:
        return Text::tr("intact");
    case Fate::Uncompared:
        return Text::tr("not compared");
    case Fate::Unread:
        return Text::tr("not read");
    case Fate::Reopened:
        return Text::tr("reopened");
    case Fate::New:
        return Text::tr("new since");
    case Fate::Ghost:
        return Text::tr("ghosts");
    case Fate::WrongStatus:
        return Text::tr("listed wrongly");
    }
    return {};
}

QString runText(const RunFate &run)
{
    const QString name = Text::tr("%1 (run %2, %3)").arg(run.workflowId, run.runId, run.type);
    switch (run.fate) {
    case Fate::Behind:
        return Text::tr("%1: %2 events, %3 when the manifest was taken; %4")
            .arg(name, formatCount(run.now), formatCount(run.then), statusName(run.status));
    case Fate::Missing:
        return Text::tr("%1: had %2 events").arg(name, formatCount(run.then));
    case Fate::Ghost:
        return Text::tr("%1: the list has it, the server has no such run").arg(name);
    case Fate::WrongStatus:
        return isOpen(run.status) ? Text::tr("%1: it is %2, and the list does not have it so")
                                        .arg(name, statusName(run.status).toLower())
                                  : Text::tr("%1: the list has it open, it is %2")
                                        .arg(name, statusName(run.status).toLower());
    default:
        return Text::tr("%1: %2").arg(name, statusName(run.status));
    }
}

QString changeText(const Change &change)
{
    const QString absent = Text::tr("not there");
    const QString what = change.name.isEmpty() ? change.part : change.part + u' ' + change.name;
    return Text::tr("%1: was “%2”, is “%3”")
        .arg(what, change.then.value_or(absent), change.now.value_or(absent));
}

QString taskTypeText(TaskType type)
{
    return type == TaskType::Workflow ? Text::tr("workflow tasks") : Text::tr("activity tasks");
}

QString queueText(const QueueFate &queue)
{
    const QString had =
        Text::tr("%1, %2: %3 pollers then").arg(queue.name, taskTypeText(queue.type)).arg(queue.then);
    if (!queue.now)
        return Text::tr("%1, now unknown").arg(had);
    return *queue.now == 0 ? Text::tr("%1, nobody now").arg(had)
                           : Text::tr("%1, %2 now").arg(had).arg(*queue.now);
}

QString rerunText(const Rerun &again)
{
    return Text::tr("%1 on %2: %3, one of them of %4")
        .arg(again.type, again.taskQueue, formatCount(again.activities), again.example);
}

QString standingText(const Standing &run)
{
    return Text::tr("%1 (run %2) in %3: %4 events")
        .arg(run.workflowId, run.runId, run.ns, formatCount(run.historyLength));
}

QString stateText(const NamespaceVerification &ns)
{
    switch (ns.state) {
    case NamespaceVerification::State::Missing:
        return Text::tr("there is no such namespace");
    case NamespaceVerification::State::Unread:
        return Text::tr("it could not be read");
    case NamespaceVerification::State::There:
        break;
    }
    return countsText(ns);
}

RestoreVerdict verdictOf(const Verification &found, const std::vector<Standing> &standing)
{
    const bool isStuck =
        std::any_of(standing.begin(), standing.end(), [](const Standing &run) { return run.isDue; });
    if (hasDifference(found) || isStuck)
        return RestoreVerdict::Different;
    return hasGap(found) ? RestoreVerdict::SameSoFar : RestoreVerdict::Same;
}

QString verdictText(RestoreVerdict verdict)
{
    switch (verdict) {
    case RestoreVerdict::Different:
        return Text::tr("Not all is as it was.");
    case RestoreVerdict::SameSoFar:
        return Text::tr("Nothing is lost of what could be compared.");
    case RestoreVerdict::Same:
        break;
    }
    return Text::tr("Nothing is lost.");
}

bool isOfTheFile(const Error &error)
{
    return error.kind == ErrorKind::Invalid && error.method.isEmpty();
}

} // namespace signalbox
