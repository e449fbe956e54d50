// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/quitsignals.h"
#include "app/session.h"
#include "app/verbsignin.h"
#include "models/interventions/targetlook.h"
#include "models/runbook/tenant.h"

#include <cstdio>
#include <memory>
#include <optional>

namespace signalbox {

/// `signalbox tenant plan` and `apply`: holds a tenant's namespace against the runbook, prints what is to be
/// done and, where there is a reason, does it, by a lever and its sign-in. What was asked for goes to `out`,
/// everything else to stderr. Owner thread.
class TenantVerb final : public QObject
{
    Q_OBJECT

public:
    /// `out` must outlive it. Without a reason it is the plan alone.
    TenantVerb(Session &session, const QString &id, bool json, std::optional<QString> reason, FILE *out,
               QObject *parent = nullptr);

    void start(); ///< a bad id ends it before anybody signs in

private:
    void look();
    void take(const Seen &seen);
    void apply(const Seen &seen, int codeOfPlan);
    void tellState() const;
    void finish(int codeOfPlan);
    void stop();

    Session &m_session;
    const Result<Tenant> m_tenant;
    const bool m_json;
    const std::optional<QString> m_reason;
    FILE *const m_out;
    QuitSignals m_signals;
    VerbSignIn m_signIn;
    std::unique_ptr<TargetLook> m_look;
    Intervention *m_intervention = nullptr; ///< the desk's
};

} // namespace signalbox
