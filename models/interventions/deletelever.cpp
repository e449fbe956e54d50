// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/deletelever.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/records.h"
#include "models/temporal/writes.h"
#include "models/workflows/executiontext.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

class DeleteRunKind final : public RunLeverKind
{
public:
    QString verb() const override { return deleteVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Delete %1?").arg(target.workflowId);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and delete") : Text::tr("Delete");
    }
    QString keepText() const override { return Text::tr("Keep it"); }
    QString reasonLabel() const override
    {
        return Text::tr("Reason, kept in this console's journal (the server has no place for it)");
    }
    QString whyNot(ExecutionStatus status) const override
    {
        return isOpen(status) ? Text::tr("the run is open") : QString();
    }
    QString obstacle(const InterventionTarget &, const Seen &seen) const override
    {
        return isOpen(std::get<SeenRun>(seen).run.execution.status)
                   ? Text::tr("The run is open: only what has closed is deleted.")
                   : QString();
    }
    /// A run alone has no cut-off; that of a clean-up is its own.
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &, LeverValues) const override
    {
        return std::make_unique<DeleteLever>(target.ns, target.workflowId, target.runId, Instant::max());
    }
};

/// Neither is a verdict on the run.
Error unproven(Error error)
{
    if (error.kind == ErrorKind::NotFound && !isRunGone(error))
        error.kind = ErrorKind::Internal;
    return error;
}

} // namespace

bool isRunGone(const Error &error)
{
    // "Namespace x is not found.", with the details of NamespaceNotFoundFailure (1.32.1).
    return error.kind == ErrorKind::NotFound && !error.detail.startsWith("Namespace"_L1, Qt::CaseInsensitive);
}

const RunLeverKind &deleteKind()
{
    static const DeleteRunKind kind;
    return kind;
}

DeleteLever::DeleteLever(QString ns, QString workflowId, QString runId, Instant closedBefore)
    : m_ns(std::move(ns))
    , m_workflowId(std::move(workflowId))
    , m_runId(std::move(runId))
    , m_closedBefore(closedBefore)
{
}

InterventionTarget DeleteLever::target() const
{
    return {InterventionTarget::Act::DeleteRun, m_ns, m_workflowId, m_runId};
}

QString DeleteLever::consequence() const
{
    return Text::tr("The run goes, with its history and its row in lists, and nothing brings it back.");
}

QString DeleteLever::commandLine(const QString &) const
{
    return u"temporal workflow delete --namespace %1 --workflow-id %2 --run-id %3"_s.arg(
        shellQuoted(m_ns), shellQuoted(m_workflowId), shellQuoted(m_runId));
}

void DeleteLever::addTo(QJsonObject &intent) const
{
    intent.insert(u"workflow_id"_s, m_workflowId);
    intent.insert(u"run_id"_s, m_runId);
}

Reply<Seen> DeleteLever::look(Client &client)
{
    const ReplyPromise<Seen> promise;
    client.describeExecution(m_ns, m_workflowId, m_runId, Purpose::Background)
        .deliver(&m_receiver, [promise](Result<ExecutionDescription> now) {
            promise.finish(now ? Result<Seen>(SeenRun(std::move(*now)))
                               : tl::unexpected(unproven(now.error())));
        });
    return promise.reply();
}

Done DeleteLever::recheck(const Seen &now) const
{
    const Execution &run = std::get<SeenRun>(now).run.execution;
    if (run.workflowId != m_workflowId || run.runId != m_runId)
        return fail(ErrorKind::LostRace, Text::tr("The server described another run than this one."));
    if (run.status == ExecutionStatus::Unspecified || isOpen(run.status) || !run.closeTime)
        return fail(ErrorKind::LostRace, Text::tr("The run is open, whatever the list said."));
    if (*run.closeTime >= m_closedBefore)
        return fail(ErrorKind::LostRace, Text::tr("The run closed at %1, which is after the cut-off.")
                                             .arg(formatZonedTime(run.closeTime)));
    return {};
}

Reply<QString> DeleteLever::send(Client &client, const WriteToken &token, const QString &,
                                 const QString &) const
{
    return writes::deleteRun(client, token, {m_ns, m_workflowId, m_runId});
}

Reply<Settlement> DeleteLever::prove(Client &client, const QString &, const QString &, Purpose)
{
    const ReplyPromise<Settlement> promise;
    client.describeExecution(m_ns, m_workflowId, m_runId, Purpose::Background)
        .deliver(&m_receiver, [promise](const Result<ExecutionDescription> &now) {
            if (now)
                promise.finish(Settlement{Outcome::Unknown, Text::tr("The server still has the run."), {}});
            else if (isRunGone(now.error()))
                promise.finish(Settlement{Outcome::Done, Text::tr("The run is gone."), {}});
            else
                promise.finish(tl::unexpected(unproven(now.error())));
        });
    return promise.reply();
}

} // namespace signalbox
