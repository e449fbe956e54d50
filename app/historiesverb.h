// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/progressline.h"
#include "app/quitsignals.h"
#include "app/session.h"
#include "app/verbsignin.h"
#include "models/histories/historyexport.h"

namespace signalbox {

/// `signalbox histories export`: signs in, writes the histories of a namespace's closed runs into a folder
/// and ends the event loop: with 0, with 3 if some could not be read, which stderr says, or with 4. SIGINT
/// and SIGTERM leave what is whole. Owner thread; files are written by another.
class HistoriesVerb final : public QObject
{
    Q_OBJECT

public:
    /// `closedBefore`: nothing is now.
    HistoriesVerb(Session &session, const QString &folder, const QString &ns,
                  std::optional<Instant> closedBefore, FILE *out, QObject *parent = nullptr);

    void start() { m_signIn.start(); }

private:
    void print();
    void stop(const QString &why);
    void tellFaults();

    QuitSignals m_signals;
    VerbSignIn m_signIn;
    ProgressLine m_progress;
    HistoryExport m_export;
    FILE *const m_out;
};

} // namespace signalbox
