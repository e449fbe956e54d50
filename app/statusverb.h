// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "app/status.h"

namespace signalbox {

/// `signalbox status`: signs in (the keyring first, then the browser), takes one look and ends the event loop
/// with the exit code. What was seen goes to stdout, everything else to stderr. Owner thread.
class StatusVerb final : public QObject
{
    Q_OBJECT

public:
    /// `why`: with the evidence, of the table; JSON has it always.
    StatusVerb(Session &session, bool json, bool why, QObject *parent = nullptr);

    void start();

private:
    void followState(TokenService::State state);
    void look();
    void print(const StatusReport &report);
    void giveUp(const Error &error);

    Session &m_session;
    StatusRun m_run;
    bool m_json;
    bool m_why;
    bool m_askedBrowser = false;
    bool m_looked = false;
};

} // namespace signalbox
