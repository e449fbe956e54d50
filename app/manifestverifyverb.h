// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/manifestreport.h"
#include "app/progressline.h"
#include "app/quitsignals.h"
#include "app/session.h"
#include "app/verbsignin.h"
#include "models/recovery/manifestverifier.h"
#include "models/recovery/resumption.h"

namespace signalbox {

/// `signalbox manifest verify`: signs in, holds the file against the cluster, watches on request until runs
/// have gone on, prints what was found and ends the event loop with the exit code. Owner thread.
class ManifestVerifyVerb final : public QObject
{
    Q_OBJECT

public:
    /// `watchFor`: how long runs have to go on; unset: that is not looked at.
    ManifestVerifyVerb(Session &session, QString file, bool json, std::optional<Milliseconds> watchFor,
                       QObject *parent = nullptr);

    void start() { m_signIn.start(); }

private:
    void verify();
    void takeResult(const Verification &result, const std::vector<Standing> &standing);
    void print();
    void giveUp(const Error &error);

    Session &m_session;
    const QString m_file;
    const bool m_json;
    const std::optional<Milliseconds> m_watchFor;
    QuitSignals m_signals;
    VerbSignIn m_signIn;
    ProgressLine m_progress;
    std::unique_ptr<ManifestVerifier> m_verifier;
    std::unique_ptr<Resumption> m_resumption;
    ManifestReport m_report;
};

} // namespace signalbox
