// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "app/status.h"
#include "app/verbsignin.h"
#include "models/moments/handoverreader.h"

namespace signalbox {

/// `signalbox handover`: signs in, takes one look, reads what was recorded since a time, prints what the next
/// one on duty is to know and ends the event loop with the exit code. Owner thread.
class HandOverVerb final : public QObject
{
    Q_OBJECT

public:
    HandOverVerb(Session &session, Instant since, bool json, QObject *parent = nullptr);

    void start() { m_signIn.start(); }

private:
    void look();
    void print();

    Session &m_session;
    VerbSignIn m_signIn;
    StatusRun m_run;
    HandOverReader m_reader;
    Instant m_since;
    bool m_json;
};

[[nodiscard]] QByteArray toJson(const HandOver &handOver);

} // namespace signalbox
