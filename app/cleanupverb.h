// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cleanupreport.h"
#include "app/progressline.h"
#include "app/quitsignals.h"
#include "app/session.h"
#include "app/verbsignin.h"

namespace signalbox {

/// `signalbox cleanup`: signs in, counts what would go in each namespace, and if it is told to deletes it
/// there, one namespace after the other. Ends the event loop with exitCode(). What the runbook does not allow
/// is refused before anything else. SIGINT and SIGTERM begin nothing more; what was sent is waited for, and
/// what was done is said. Owner thread.
class CleanUpVerb final : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QStringList namespaces;
        std::optional<std::chrono::seconds> olderThan;
        bool isApplied = false;
        QString reason; ///< empty: the usual one
        bool isJson = false;
    };

    /// What it prints goes to `out`.
    CleanUpVerb(Session &session, Request request, FILE *out, QObject *parent = nullptr);

    void start();

private:
    void begin();
    void surveyNext();
    void takeSurvey(const Result<CleanUpSurvey> &survey);
    void deleteNext();
    void takeReport(const CleanUpReport &report);
    void askedToStop();
    void print();
    void end(int code);

    Session &m_session;
    const Request m_request;
    FILE *const m_out;
    QuitSignals m_signals;
    VerbSignIn m_signIn;
    ProgressLine m_progress;
    CleanUpSurveyor m_surveyor;
    CleanUpSheet m_sheet;
    std::size_t m_at = 0; ///< the namespace that is counted or cleaned up
    std::unique_ptr<CleanUpRun> m_run;
    bool m_isStopping = false;
};

} // namespace signalbox
