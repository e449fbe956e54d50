// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/interventions/evidence.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/records.h"
#include "models/interventions/runlever.h"
#include "models/temporal/writes.h"
#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What the server keeps of a reset is its reason, in the failure of a workflow task of the new run: neither
/// the identity nor the request id is in history (1.32.1, which does not even know a request id again). So
/// the operation goes into the reason.
QString markOf(const QString &identity)
{
    return operationMark(operationOf(identity));
}

class ResetLever final : public RunLever
{
public:
    ResetLever(QString ns, ExecutionDescription seen, WayBack way)
        : RunLever(std::move(ns), std::move(seen))
        , m_point(way.point.value_or(ResetPoint{}))
        , m_current(std::move(way.current.execution))
    {
    }

    InterventionTarget target() const override { return targetOf(InterventionTarget::Act::BringBack); }
    void addTo(QJsonObject &intent) const override
    {
        RunLever::addTo(intent);
        intent.insert(u"reset_event_id"_s, m_point.eventId);
        if (!seen().resetRunId.isEmpty())
            intent.insert(u"reset_run_id"_s, seen().resetRunId);
    }
    /// A closed run changes no more; what a reset would end is the workflow's current one, whichever that is.
    QString runToRecheck() const override { return {}; }

    QString consequence() const override;
    QString commandLine(const QString &reason) const override;
    Done recheck(const Seen &described) const override;
    Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                        const QString &identity) const override;
    Trace trace(const ExecutionDescription &now, const QString &madeRun) const override
    {
        return {madeRun.isEmpty() ? now.resetRunId : madeRun, m_point.eventId - 1};
    }
    Settlement settle(const std::vector<HistoryEvent> &newestFirst, const ExecutionDescription &now,
                      const QString &identity) const override;

private:
    [[nodiscard]] QString childrenSentence() const;

    ResetPoint m_point;
    Execution m_current;
};

/// The server tells the new run nothing of children that ended with the old one (seen on 1.32.1).
QString ResetLever::childrenSentence() const
{
    const auto &children = seen().pendingChildren;
    const auto ended = std::count_if(children.begin(), children.end(), [](const PendingChild &child) {
        return child.parentClosePolicy != "Abandon"_L1;
    });
    if (ended == 0)
        return {};
    return u' ' + (ended == 1 ? Text::tr("1 child workflow may have ended with it: that one is not brought "
                                         "back, and the new run would wait for it without end.")
                              : Text::tr("%1 child workflows may have ended with it: those are not brought "
                                         "back, and the new run would wait for them without end.")
                                    .arg(ended));
}

QString ResetLever::consequence() const
{
    QString text = m_point.isStart
                       ? Text::tr("It never completed a workflow task: a new run begins where this one did.")
                       : Text::tr("A new run goes on from its last completed workflow task (event %1 at %2). "
                                  "Activities that had not ended by then run again.")
                             .arg(QString::number(m_point.eventId), formatDateTime(m_point.time));
    text += u' ' + Text::tr("Signals that came later are sent to it again.");
    if (m_point.leavesOutCancel)
        text += u' ' + Text::tr("The cancel request came later too, and is left out.");
    else if (seen().cancelRequested)
        text += u' ' + Text::tr("It was asked to cancel, and comes back with that request.");
    return text + childrenSentence();
}

QString ResetLever::commandLine(const QString &reason) const
{
    return u"temporal workflow reset --namespace %1 --workflow-id %2 --run-id %3 --event-id %4 --reason %5"_s
        .arg(shellQuoted(ns()), shellQuoted(seen().execution.workflowId), shellQuoted(seen().execution.runId),
             QString::number(m_point.eventId), shellQuoted(reason));
}

Done ResetLever::recheck(const Seen &described) const
{
    const ExecutionDescription &now = runIn(described);
    const QString run = displayText(now.execution.runId);
    if (now.execution.runId != m_current.runId)
        return fail(ErrorKind::LostRace, Text::tr("The workflow has a newer run now, %1 (%2).")
                                             .arg(run, statusName(now.execution.status).toLower()));
    if (isOpen(now.execution.status))
        return fail(ErrorKind::LostRace,
                    Text::tr("Run %1 of this workflow is open: a reset would terminate it.").arg(run));
    if (now.execution.runId == seen().execution.runId && now.execution.type != seen().execution.type)
        return fail(ErrorKind::LostRace,
                    Text::tr("The run is of another type now, %1.").arg(displayText(now.execution.type)));
    return {};
}

Reply<QString> ResetLever::send(Client &client, const WriteToken &token, const QString &reason,
                                const QString &identity) const
{
    const ResetRequest request{ns(),
                               seen().execution.workflowId,
                               seen().execution.runId,
                               m_point.eventId,
                               reason + u' ' + markOf(identity),
                               operationOf(identity),
                               identity};
    return writes::reset(client, token, request);
}

Settlement ResetLever::settle(const std::vector<HistoryEvent> &newestFirst, const ExecutionDescription &now,
                              const QString &identity) const
{
    const HistoryEvent *event = resetEvent(newestFirst, seen().execution.runId);
    const QString said =
        event && !event->failure.isEmpty() ? event->failure.links.front().message : QString();
    if (event && said.contains(markOf(identity)))
        return {Outcome::Done,
                Text::tr("Brought back as run %1; recorded there as %2.")
                    .arg(displayText(event->newRunId), evidence::place(*event)),
                *event, false, event->newRunId};
    if (event && event->newRunId != seen().resetRunId)
        return {Outcome::LostRace,
                Text::tr("The run was brought back by another call, as run %1 (%2: %3). Had this one taken "
                         "effect before, that would have ended what it made.")
                    .arg(displayText(event->newRunId), evidence::place(*event), displayText(said, 200)),
                *event};
    return {Outcome::Unknown,
            now.resetRunId.isEmpty() ? Text::tr("The run has not been brought back.")
                                     : Text::tr("No run was made of it since it was looked at."),
            {}};
}

class ResetKind final : public RunLeverKind
{
public:
    QString verb() const override { return resetVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Bring back %1?").arg(target.workflowId);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and bring it back") : Text::tr("Bring it back");
    }
    QString keepText() const override { return Text::tr("Leave it closed"); }
    QString reasonLabel() const override { return Text::tr("Reason, kept in the new run's history"); }
    bool bringsBack() const override { return true; }
    QString whyNot(ExecutionStatus status) const override;
    QString obstacle(const InterventionTarget &, const Seen &seen) const override;
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &seen,
                                LeverValues) const override
    {
        const auto &[run, way] = std::get<SeenRun>(seen);
        return way && way->point ? makeResetLever(target.ns, run, *way) : nullptr;
    }
};

QString ResetKind::whyNot(ExecutionStatus status) const
{
    if (isOpen(status))
        return Text::tr("the run is open");
    if (status == ExecutionStatus::Completed)
        return Text::tr("the run completed");
    if (status == ExecutionStatus::ContinuedAsNew)
        return Text::tr("the run goes on as another one");
    return {};
}

QString ResetKind::obstacle(const InterventionTarget &, const Seen &seen) const
{
    const auto &[run, way] = std::get<SeenRun>(seen);
    if (const QString why = whyNot(run.execution.status); !why.isEmpty())
        return Text::tr("There is nothing to bring back: %1.").arg(why);
    if (way && !way->point)
        return Text::tr("It never had a workflow task, so there is nothing to go back to: start it anew.");
    if (way && isOpen(way->current.execution.status))
        return Text::tr("Run %1 of this workflow is open, and bringing this one back would terminate it.")
            .arg(way->current.execution.runId);
    return {};
}

} // namespace

const RunLeverKind &resetKind()
{
    static const ResetKind kind;
    return kind;
}

std::unique_ptr<RunLever> makeResetLever(QString ns, ExecutionDescription seen, WayBack way)
{
    return std::make_unique<ResetLever>(std::move(ns), std::move(seen), std::move(way));
}

} // namespace signalbox
