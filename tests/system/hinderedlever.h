// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/runlever.h"

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
    InterventionTarget target() const override { return m_lever->target(); }
    QString consequence() const override { return m_lever->consequence(); }
    QString commandLine(const QString &reason) const override { return m_lever->commandLine(reason); }
    QByteArray payloadHash() const override { return m_lever->payloadHash(); }
    const WrittenResult *result() const override { return m_lever->result(); }
    void addTo(QJsonObject &intent) const override { m_lever->addTo(intent); }
    Reply<Seen> look(Client &client) override { return m_lever->look(client); }
    Done recheck(const Seen &) const override { return {}; } ///< it changes only afterwards
    Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                        const QString &identity) const override
    {
        m_beforeSend();
        return m_lever->send(client, token, reason, identity);
    }
    Reply<Settlement> prove(Client &client, const QString &identity, const QString &madeRun,
                            Purpose purpose) override
    {
        return m_lever->prove(client, identity, madeRun, purpose);
    }

private:
    std::unique_ptr<Lever> m_lever;
    std::function<void()> m_beforeSend;
};

} // namespace signalbox
