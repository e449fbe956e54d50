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
    m_call = m_namespace.read(m_client, m_target.ns, kindOf(m_target.act).parts(), purpose)
                 .deliver(this, [this, purpose](Result<Seen> answer) {
                     if (!answer)
                         return m_promise.finish(std::move(answer));
                     if (m_isCounting)
                         m_closedRuns = m_openRuns = m_schedules = std::nullopt;
                     auto &seen = std::get<SeenConfig>(*answer);
                     const bool isThere = !seen.isMissing;
                     addCounts(seen);
                     m_promise.finish(std::move(answer));
                     if (isThere)
                         countRuns(purpose);
                 });
}

void TargetLook::addCounts(SeenConfig &seen) const
{
    seen.closedRuns = m_closedRuns;
    seen.openRuns = m_openRuns;
    seen.schedules = m_schedules;
}

/// What can't be counted is not known: it is no reason not to act.
void TargetLook::countRuns(Purpose purpose)
{
    m_isCounting = true;
    m_call = m_client.countByStatus(m_target.ns, {}, purpose)
                 .deliver(this, [this, purpose](const Result<StatusCounts> &counts) {
                     takeCounts(counts);
                     if (kindOf(m_target.act).parts().schedules)
                         return countSchedules(purpose);
                     m_isCounting = false;
                     Q_EMIT counted();
                 });
}

void TargetLook::takeCounts(const Result<StatusCounts> &counts)
{
    m_closedRuns = counts ? std::optional<qint64>(0) : std::nullopt;
    m_openRuns = m_closedRuns;
    for (const auto &[status, count] : counts.value_or(StatusCounts()))
        *(isOpen(status) ? m_openRuns : m_closedRuns) += count;
}

void TargetLook::countSchedules(Purpose purpose)
{
    m_call = inventory::countSchedules(m_client, m_target.ns, purpose)
                 .deliver(this, [this](const Result<qint64> &count) {
                     m_isCounting = false;
                     m_schedules = count ? std::optional(*count) : std::nullopt;
                     Q_EMIT counted();
                 });
}

void TargetLook::cancel()
{
    m_call.cancel();
    m_namespace.cancel();
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
