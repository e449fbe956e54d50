// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/quitsignals.h"
#include "app/session.h"
#include "app/verbsignin.h"
#include "models/monitor/firstsweep.h"
#include "models/runbook/clusterlook.h"

#include <QElapsedTimer>

#include <cstdio>

namespace signalbox {

/// `signalbox runbook diff` and `init`: signs in, sees what the runbook speaks of, prints and ends the event
/// loop. What was asked for goes to `out`, everything else to stderr. Owner thread.
class RunbookVerb final : public QObject
{
    Q_OBJECT

public:
    enum class Output { Text, Json, Draft };

    /// `out` must outlive it.
    RunbookVerb(Session &session, Output output, FILE *out, QObject *parent = nullptr);

    void start() { m_signIn.start(); }

private:
    void stop();
    void tellAnswered(int answered, int asked);
    void print(const SeenCluster &cluster);
    [[nodiscard]] int printDiff(const SeenCluster &cluster) const;

    Session &m_session;
    QuitSignals m_signals;
    VerbSignIn m_signIn;
    FirstSweep m_sweep;
    ClusterLook m_look;
    QElapsedTimer m_told;
    Output m_output;
    FILE *const m_out;
};

} // namespace signalbox
