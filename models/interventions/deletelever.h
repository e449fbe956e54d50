// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/lever.h"

#include <QObject>

namespace signalbox {

/// Deletes one closed run, history and all: of a clean-up, which makes one for each run. The server would end
/// an open one first and delete it all the same, so the run is described right before, and goes only if it
/// has closed before the clean-up's cut-off. That it is gone is the proof: no history is left to tell who did
/// it.
class DeleteLever final : public Lever
{
public:
    DeleteLever(QString ns, QString workflowId, QString runId, Instant closedBefore);

    [[nodiscard]] InterventionTarget target() const override;
    [[nodiscard]] QString consequence() const override;
    [[nodiscard]] QString commandLine(const QString &reason) const override;
    void addTo(QJsonObject &intent) const override;

    [[nodiscard]] Reply<Seen> look(Client &client) override;
    [[nodiscard]] Done recheck(const Seen &now) const override;
    [[nodiscard]] Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                                      const QString &identity) const override;
    [[nodiscard]] Reply<Settlement> prove(Client &client, const QString &identity, const QString &madeRun,
                                          Purpose purpose) override;

private:
    const QString m_ns;
    const QString m_workflowId;
    const QString m_runId;
    const Instant m_closedBefore;
    QObject m_receiver;
};

/// Whether the server knows the namespace and no such run in it: a namespace that is gone is "not found" too,
/// and says nothing of a run.
[[nodiscard]] bool isRunGone(const Error &error);

} // namespace signalbox
