// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "app/status.h"
#include "app/verbsignin.h"

namespace signalbox {

/// `signalbox status`: signs in, takes one look and ends the event loop with the exit code. What was seen
/// goes to stdout, everything else to stderr. Owner thread.
class StatusVerb final : public QObject
{
    Q_OBJECT

public:
    /// `why`: with the evidence, of the table; JSON has it always.
    StatusVerb(Session &session, bool json, bool why, QObject *parent = nullptr);

    void start() { m_signIn.start(); }

private:
    void look();
    void take(const StatusReport &report);
    void print();

    Session &m_session;
    VerbSignIn m_signIn;
    StatusRun m_run;
    std::optional<StatusReport> m_report;
    bool m_json;
    bool m_why;
};

} // namespace signalbox
