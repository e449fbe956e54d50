// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manifestverifyverb.h"

#include "app/manifesttext.h"
#include "app/status.h"
#include "app/terminal.h"
#include "models/recovery/recoverytext.h"

#include <QCoreApplication>
#include <QTextStream>

namespace signalbox {

ManifestVerifyVerb::ManifestVerifyVerb(Session &session, QString file, bool json,
                                       std::optional<Milliseconds> watchFor, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_file(std::move(file))
    , m_json(json)
    , m_watchFor(watchFor)
    , m_signIn(session.tokens())
{
    connect(&m_signals, &QuitSignals::asked, this,
            [] { QCoreApplication::exit(complain(tr("stopped before all was compared"))); });
    // Nobody looks at the board that the session would fill.
    connect(&session.tokens(), &TokenService::userChanged, &session.watch(), &Watch::stop);
    connect(&m_signIn, &VerbSignIn::done, this, &ManifestVerifyVerb::verify);
    connect(&m_signIn, &VerbSignIn::failed, this, &ManifestVerifyVerb::giveUp);
}

void ManifestVerifyVerb::verify()
{
    m_verifier = std::make_unique<ManifestVerifier>(m_session.client(), m_session.clock(), m_file,
                                                    m_session.tokens().user()->namespaces());
    connect(m_verifier.get(), &ManifestVerifier::progressed, this,
            [this](const VerifyProgress &progress) { m_progress.show(progressText(progress)); });
    connect(m_verifier.get(), &ManifestVerifier::verified, this, &ManifestVerifyVerb::takeResult);
    connect(m_verifier.get(), &ManifestVerifier::failed, this, &ManifestVerifyVerb::giveUp);
    m_verifier->start();
}

void ManifestVerifyVerb::takeResult(const Verification &result, const std::vector<Standing> &standing)
{
    m_report = {m_file, result, {}, {}};
    if (!m_watchFor)
        return print();
    m_resumption = std::make_unique<Resumption>(m_session.client(), m_session.clock());
    connect(m_resumption.get(), &Resumption::progressed, this,
            [this](const ResumptionState &state) { m_progress.show(progressText(state)); });
    // What was found before stays found.
    connect(m_resumption.get(), &Resumption::failed, this, [this](const Error &error) {
        m_report.verification.gaps.push_back({manifest::Part::History, exitSentence(error)});
        print();
    });
    connect(m_resumption.get(), &Resumption::ended, this,
            [this](const ResumptionState &state, const std::vector<Standing> &left) {
                m_report.resumption = state;
                m_report.standing = left;
                print();
            });
    m_resumption->start(standing, *m_watchFor);
}

void ManifestVerifyVerb::print()
{
    m_progress.clear();
    if (m_json)
        QTextStream(stdout) << toJson(m_report);
    else
        QTextStream(stdout) << toText(m_report);
    QCoreApplication::exit(exitCode(m_report));
}

void ManifestVerifyVerb::giveUp(const Error &error)
{
    m_progress.clear();
    QCoreApplication::exit(complain(manifestFailure(error)));
}

} // namespace signalbox
