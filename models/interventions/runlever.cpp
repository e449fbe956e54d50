// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/runlever.h"

#include "models/interventions/readback.h"

namespace signalbox {

using namespace Qt::StringLiterals;

RunLever::RunLever(QString ns, ExecutionDescription seen)
    : m_ns(std::move(ns))
    , m_seen(std::move(seen))
{
}

RunLever::~RunLever() = default;

void RunLever::addTo(QJsonObject &intent) const
{
    const Execution &run = m_seen.execution;
    intent.insert(u"workflow_id"_s, run.workflowId);
    intent.insert(u"run_id"_s, run.runId);
    intent.insert(u"type"_s, run.type);
    intent.insert(u"task_queue"_s, run.taskQueue);
    intent.insert(u"history_length"_s, run.historyLength);
}

Reply<Seen> RunLever::look(Client &client)
{
    const ReplyPromise<Seen> promise;
    client.describeExecution(m_ns, m_seen.execution.workflowId, runToRecheck(), Purpose::Operator)
        .deliver(&m_receiver, [promise](Result<ExecutionDescription> now) {
            promise.finish(now ? Result<Seen>(SeenRun(std::move(*now))) : tl::unexpected(now.error()));
        });
    return promise.reply();
}

Reply<Settlement> RunLever::prove(Client &client, const QString &identity, const QString &madeRun,
                                  Purpose purpose)
{
    m_reader = std::make_unique<ReadBack>(client, *this, identity, purpose);
    return m_reader->read(madeRun);
}

InterventionTarget RunLever::targetOf(InterventionTarget::Act act, const QString &activityId) const
{
    return {act, m_ns, m_seen.execution.workflowId, m_seen.execution.runId, activityId};
}

const ExecutionDescription &RunLever::runIn(const Seen &now)
{
    const auto &seen = std::get<SeenRun>(now);
    return seen.way ? seen.way->current : seen.run;
}

} // namespace signalbox
