// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/leverkind.h"

#include <QObject>

namespace signalbox {

/// Reads what a lever is aimed at, as its kind needs it. One reading at a time; a new one replaces it. Owner
/// thread.
class TargetLook final : public QObject
{
    Q_OBJECT

public:
    TargetLook(Client &client, InterventionTarget target, QObject *parent = nullptr);

    [[nodiscard]] Reply<Seen> read(Purpose purpose);
    void cancel();

private:
    void readRun(Purpose purpose);
    void readNamespace(Purpose purpose);
    void countClosed(NamespaceConfig config, Purpose purpose);
    void takeRun(Result<ExecutionDescription> answer, Purpose purpose);

    Client &m_client;
    const InterventionTarget m_target;
    WayBackReading m_way;
    ReplyPromise<Seen> m_promise;
    Delivery m_call;
};

} // namespace signalbox
