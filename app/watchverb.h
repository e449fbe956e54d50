// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lineoutput.h"
#include "app/quitsignals.h"
#include "app/session.h"
#include "app/tellinghere.h"
#include "app/verbsignin.h"
#include "app/watchrun.h"

namespace signalbox {

/// `signalbox watch`: signs in, records as a window does, and prints a line for each change of an alert until
/// SIGINT or SIGTERM end it. Lines go to stdout, everything else to stderr. A session that ends for good, and
/// a stdout that nobody reads any more, end it as errors. Owner thread.
class WatchVerb final : public QObject
{
    Q_OBJECT

public:
    /// `out`: stdout. A click on what the desktop tells starts this program with `forWindow`.
    WatchVerb(Session &session, bool json, int out, QStringList forWindow, QObject *parent = nullptr);
    ~WatchVerb() override;

    void start();

private:
    void followState(TokenService::State state);
    void print(const AlertChange &change);
    void openWindow(const QByteArray &activationToken) const;

    Session &m_session;
    QuitSignals m_signals;
    LineOutput m_out;
    VerbSignIn m_signIn;
    WatchRun m_run;
    TellingHere m_telling;
    bool m_json;
    const QStringList m_forWindow;
    bool m_isWatching = false;
};

} // namespace signalbox
