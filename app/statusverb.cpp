// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statusverb.h"

#include "app/terminal.h"
#include "models/base/explain.h"

#include <QCoreApplication>
#include <QTextStream>

namespace signalbox {

StatusVerb::StatusVerb(Session &session, bool json, bool why, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_run(session.watch(), session.alerts(), session.runbook(), session.clock())
    , m_json(json)
    , m_why(why)
{
    auto &tokens = session.tokens();
    connect(&tokens, &TokenService::stateChanged, this, &StatusVerb::followState);
    connect(&tokens, &TokenService::failed, this, &StatusVerb::giveUp);
    connect(&tokens, &TokenService::notice, this, &tellTerminal);
    tellSignInAddresses(tokens, this);
    connect(&m_run, &StatusRun::finished, this, &StatusVerb::print);
    connect(&m_run, &StatusRun::progressed, this, [](int settled, int known) {
        tellTerminal(tr("%1 of %2 namespaces and queues have been read").arg(settled).arg(known));
    });
}

void StatusVerb::start()
{
    m_session.tokens().restore();
}

void StatusVerb::followState(TokenService::State state)
{
    if (state == TokenService::State::Fresh)
        look();
    // Nothing usable in the keyring: the browser, once.
    else if (state == TokenService::State::SignedOut && !m_askedBrowser) {
        m_askedBrowser = true;
        m_session.tokens().signIn();
    }
}

void StatusVerb::look()
{
    if (std::exchange(m_looked, true))
        return;
    m_run.start(m_session.profile().name, *m_session.tokens().user());
}

void StatusVerb::print(const StatusReport &report)
{
    QTextStream out(stdout);
    if (m_json)
        out << toJson(report);
    else
        out << toText(report) << (m_why ? whyText(report) : QString());
    out.flush();
    if (report.failure)
        tellTerminal(exitSentence(*report.failure));
    QCoreApplication::exit(exitCode(report));
}

void StatusVerb::giveUp(const Error &error)
{
    // A saved session that no longer works is followed by the browser; anything later is the end.
    const bool isEnd =
        m_askedBrowser && !m_looked && m_session.tokens().state() != TokenService::State::Browser;
    if (isEnd)
        QCoreApplication::exit(complain(exitSentence(error)));
    else
        tellTerminal(explain(error).sentence());
}

} // namespace signalbox
