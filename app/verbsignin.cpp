// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbsignin.h"

#include "app/terminal.h"
#include "models/base/explain.h"

namespace signalbox {

VerbSignIn::VerbSignIn(TokenService &tokens, QObject *parent)
    : QObject(parent)
    , m_tokens(tokens)
{
    connect(&tokens, &TokenService::stateChanged, this, &VerbSignIn::followState);
    connect(&tokens, &TokenService::failed, this, &VerbSignIn::take);
    connect(&tokens, &TokenService::notice, this, &tellTerminal);
    tellSignInAddresses(tokens, this);
}

void VerbSignIn::start()
{
    m_tokens.restore();
}

void VerbSignIn::followState(TokenService::State state)
{
    if (state == TokenService::State::Fresh) {
        if (!std::exchange(m_isDone, true))
            Q_EMIT done();
    } else if (state == TokenService::State::SignedOut && !std::exchange(m_askedBrowser, true)) {
        m_tokens.signIn();
    }
}

void VerbSignIn::take(const Error &error)
{
    // A saved session that no longer works is followed by the browser; anything later is the end.
    const bool isEnd = m_askedBrowser && !m_isDone && m_tokens.state() != TokenService::State::Browser;
    if (isEnd)
        Q_EMIT failed(error);
    else
        tellTerminal(explain(error).sentence());
}

} // namespace signalbox
