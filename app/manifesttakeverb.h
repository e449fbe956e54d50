// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/progressline.h"
#include "app/quitsignals.h"
#include "app/session.h"
#include "app/verbsignin.h"
#include "models/recovery/manifesttaker.h"

namespace signalbox {

/// `signalbox manifest take`: signs in, writes the file and ends the event loop with the exit code: 0, or 3
/// if something could not be read, which the file has and stderr says. SIGINT and SIGTERM leave what was
/// there. Owner thread; the file is written by another.
class ManifestTakeVerb final : public QObject
{
    Q_OBJECT

public:
    ManifestTakeVerb(Session &session, QString file, QStringList namespaces, QObject *parent = nullptr);

    void start() { m_signIn.start(); }

private:
    void take();
    void print(const manifest::Counts &counts, const std::vector<Unread> &unread);

    Session &m_session;
    const QString m_file;
    const QStringList m_namespaces;
    QuitSignals m_signals;
    VerbSignIn m_signIn;
    ProgressLine m_progress;
    std::unique_ptr<ManifestTaker> m_taker;
};

} // namespace signalbox
