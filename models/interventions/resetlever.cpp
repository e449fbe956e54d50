// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/interventions/evidence.h"
#include "models/interventions/records.h"
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
    return u"(signalbox op "_s + operationOf(identity) + u')';
}

/// The event by which a run says of which other one a reset made it, the last one first, or null.
const HistoryEvent *resetEvent(const std::vector<HistoryEvent> &newestFirst, const QString &baseRunId)
{
    const auto found = std::find_if(newestFirst.begin(), newestFirst.end(), [&](const HistoryEvent &event) {
        return event.type == "WorkflowTaskFailed"_L1 && event.baseRunId == baseRunId;
    });
    return found == newestFirst.end() ? nullptr : &*found;
}

class ResetLever final : public Lever
{
public:
    ResetLever(QString ns, ExecutionDescription seen, WayBack way)
        : m_ns(std::move(ns))
        , m_seen(std::move(seen))
        , m_point(way.point.value_or(ResetPoint{}))
        , m_current(std::move(way.current.execution))
    {
    }

    QString verb() const override { return resetVerb; }
    const QString &ns() const override { return m_ns; }
    const ExecutionDescription &seen() const override { return m_seen; }
    QString taskQueue() const override { return m_seen.execution.taskQueue; }
    const PendingActivity *activity() const override { return nullptr; }
    QByteArray payloadHash() const override { return {}; }
    qint64 resetsTo() const override { return m_point.eventId; }
    /// A closed run changes no more; what a reset would end is the workflow's current one, whichever that is.
    QString runToRecheck() const override { return {}; }

    QString consequence() const override;
    QString commandLine(const QString &reason) const override;
    Done recheck(const ExecutionDescription &now) const override;
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

    QString m_ns;
    ExecutionDescription m_seen;
    ResetPoint m_point;
    Execution m_current;
};

/// The server tells the new run nothing of children that ended with the old one (seen on 1.32.1).
QString ResetLever::childrenSentence() const
{
    const auto &children = m_seen.pendingChildren;
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
    else if (m_seen.cancelRequested)
        text += u' ' + Text::tr("It was asked to cancel, and comes back with that request.");
    return text + childrenSentence();
}

QString ResetLever::commandLine(const QString &reason) const
{
    return u"temporal workflow reset --namespace %1 --workflow-id %2 --run-id %3 --event-id %4 --reason %5"_s
        .arg(shellQuoted(m_ns), shellQuoted(m_seen.execution.workflowId), shellQuoted(m_seen.execution.runId),
             QString::number(m_point.eventId), shellQuoted(reason));
}

Done ResetLever::recheck(const ExecutionDescription &now) const
{
    const QString run = displayText(now.execution.runId);
    if (now.execution.runId != m_current.runId)
        return fail(ErrorKind::LostRace, Text::tr("The workflow has a newer run now, %1 (%2).")
                                             .arg(run, statusName(now.execution.status).toLower()));
    if (isOpen(now.execution.status))
        return fail(ErrorKind::LostRace,
                    Text::tr("Run %1 of this workflow is open: a reset would terminate it.").arg(run));
    if (now.execution.runId == m_seen.execution.runId && now.execution.type != m_seen.execution.type)
        return fail(ErrorKind::LostRace,
                    Text::tr("The run is of another type now, %1.").arg(displayText(now.execution.type)));
    return {};
}

Reply<QString> ResetLever::send(Client &client, const WriteToken &token, const QString &reason,
                                const QString &identity) const
{
    const ResetRequest request{m_ns,
                               m_seen.execution.workflowId,
                               m_seen.execution.runId,
                               m_point.eventId,
                               reason + u' ' + markOf(identity),
                               operationOf(identity),
                               identity};
    return writes::reset(client, token, request);
}

Settlement ResetLever::settle(const std::vector<HistoryEvent> &newestFirst, const ExecutionDescription &now,
                              const QString &identity) const
{
    const HistoryEvent *event = resetEvent(newestFirst, m_seen.execution.runId);
    const QString said =
        event && !event->failure.isEmpty() ? event->failure.links.front().message : QString();
    if (event && said.contains(markOf(identity)))
        return {Outcome::Done,
                Text::tr("Brought back as run %1; recorded there as %2.")
                    .arg(displayText(event->newRunId), evidence::place(*event)),
                *event, false, event->newRunId};
    if (event && event->newRunId != m_seen.resetRunId)
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

} // namespace

std::unique_ptr<Lever> makeResetLever(QString ns, ExecutionDescription seen, WayBack way)
{
    return std::make_unique<ResetLever>(std::move(ns), std::move(seen), std::move(way));
}

} // namespace signalbox
