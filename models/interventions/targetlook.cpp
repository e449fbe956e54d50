// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/targetlook.h"

#include "models/temporal/inventoryreads.h"
#include "models/workflows/executiontext.h"

namespace signalbox {

TargetLook::TargetLook(Client &client, InterventionTarget target, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_target(std::move(target))
    , m_way(client, m_target.ns, m_target.workflowId, m_target.runId)
{
}

Reply<Seen> TargetLook::read(Purpose purpose)
{
    cancel();
    m_promise = ReplyPromise<Seen>();
    if (m_target.isNamespace())
        readNamespace(purpose);
    else
        readRun(purpose);
    return m_promise.reply();
}

void TargetLook::readRun(Purpose purpose)
{
    m_call = m_client.describeExecution(m_target.ns, m_target.workflowId, m_target.runId, purpose)
                 .deliver(this, [this, purpose](Result<ExecutionDescription> answer) {
                     takeRun(std::move(answer), purpose);
                 });
}

void TargetLook::readNamespace(Purpose purpose)
{
    m_call = inventory::namespaceConfig(m_client, m_target.ns, purpose)
                 .deliver(this, [this, purpose](Result<NamespaceConfig> answer) {
                     if (!answer)
                         return m_promise.finish(tl::unexpected(answer.error()));
                     if (m_isCounting)
                         m_closedRuns.reset();
                     m_promise.finish(Seen(SeenConfig{std::move(*answer), m_closedRuns}));
                     countClosed(purpose);
                 });
}

/// What can't be counted is not known: it is no reason not to act.
void TargetLook::countClosed(Purpose purpose)
{
    m_isCounting = true;
    m_call = m_client.countByStatus(m_target.ns, {}, purpose)
                 .deliver(this, [this](const Result<StatusCounts> &counts) {
                     m_isCounting = false;
                     m_closedRuns = counts ? std::optional<qint64>(0) : std::nullopt;
                     for (const auto &[status, count] : counts.value_or(StatusCounts()))
                         if (!isOpen(status))
                             *m_closedRuns += count;
                     Q_EMIT counted();
                 });
}

void TargetLook::cancel()
{
    m_call.cancel();
}

void TargetLook::takeRun(Result<ExecutionDescription> answer, Purpose purpose)
{
    if (!answer)
        return m_promise.finish(tl::unexpected(answer.error()));
    const LeverKind &kind = kindOf(m_target.act);
    const ExecutionStatus status = answer->execution.status;
    if (!kind.bringsBack() || !kind.obstacle(m_target, SeenRun(*answer)).isEmpty())
        return m_promise.finish(SeenRun(std::move(*answer)));
    m_call = m_way.read(status, purpose).deliver(this, [this, run = std::move(*answer)](Result<WayBack> way) {
        m_promise.finish(way ? Result<Seen>(SeenRun(run, std::move(*way))) : tl::unexpected(way.error()));
    });
}

} // namespace signalbox
