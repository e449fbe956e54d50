// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/lever.h"

#include <functional>
#include <memory>

namespace signalbox {

/// Another lever with something put between look and send.
class HinderedLever final : public Lever
{
public:
    HinderedLever(std::unique_ptr<Lever> lever, std::function<void()> beforeSend)
        : m_lever(std::move(lever))
        , m_beforeSend(std::move(beforeSend))
    {
    }
    QString verb() const override { return m_lever->verb(); }
    const QString &ns() const override { return m_lever->ns(); }
    const ExecutionDescription &seen() const override { return m_lever->seen(); }
    QString taskQueue() const override { return m_lever->taskQueue(); }
    const PendingActivity *activity() const override { return m_lever->activity(); }
    QString consequence() const override { return m_lever->consequence(); }
    QString commandLine(const QString &reason) const override { return m_lever->commandLine(reason); }
    QByteArray payloadHash() const override { return m_lever->payloadHash(); }
    const WrittenResult *result() const override { return m_lever->result(); }
    Done recheck(const ExecutionDescription &) const override { return {}; } ///< it changes only afterwards
    qint64 resetsTo() const override { return m_lever->resetsTo(); }
    QString runToRecheck() const override { return m_lever->runToRecheck(); }
    Trace trace(const ExecutionDescription &now, const QString &madeRun) const override
    {
        return m_lever->trace(now, madeRun);
    }
    Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                        const QString &identity) const override
    {
        m_beforeSend();
        return m_lever->send(client, token, reason, identity);
    }
    Settlement settle(const std::vector<HistoryEvent> &newestFirst, const ExecutionDescription &now,
                      const QString &identity) const override
    {
        return m_lever->settle(newestFirst, now, identity);
    }

private:
    std::unique_ptr<Lever> m_lever;
    std::function<void()> m_beforeSend;
};

} // namespace signalbox
