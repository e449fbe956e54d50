// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/signinbar.h"

#include "models/base/explain.h"
#include "ui/signin/browserwait.h"
#include "ui/widgets/banner.h"

#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

SignInBar::SignInBar(TokenService &tokens, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_tokens(tokens)
    , m_banner(new Banner(this))
    , m_wait(new BrowserWait(clock, this))
{
    setObjectName(u"signInBar"_s);
    m_banner->setObjectName(u"sessionEnded"_s);
    m_wait->setContentsMargins(16, 8, 16, 8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_wait);
    connect(m_banner, &Banner::buttonClicked, &m_tokens, &TokenService::signIn);
    connect(m_wait, &BrowserWait::againClicked, &m_tokens, &TokenService::signIn);
    connect(m_wait, &BrowserWait::cancelClicked, &m_tokens, &TokenService::cancelSignIn);
    connect(&m_tokens, &TokenService::browserOpened, m_wait, &BrowserWait::setAddress);
    connect(&m_tokens, &TokenService::stateChanged, this, &SignInBar::showState);
    connect(&m_tokens, &TokenService::failed, this, &SignInBar::showError);
    showState(m_tokens.state());
}

void SignInBar::showState(TokenService::State state)
{
    using State = TokenService::State;
    // A sign-in that is under way, or was given up, does not undo what it is to mend.
    if (state != State::Browser)
        m_about = state;
    const bool browser = state == State::Browser;
    if (m_about == State::Expired)
        m_banner->show(Banner::Kind::Caution, tr("The session has ended; nothing you typed is lost."),
                       browser ? QString() : tr("Sign in again"));
    else if (m_about == State::IssuerAway)
        m_banner->show(
            Banner::Kind::Caution,
            tr("The session needs renewing and the issuer does not renew it: nothing is read until it "
               "does. Signalbox keeps trying; nothing you typed is lost."),
            QString());
    m_wait->setVisible(browser);
    setVisible(m_about == State::Expired || m_about == State::IssuerAway);
}

void SignInBar::showError(const Error &error)
{
    // That the session has ended is said already, and giving up is what the person did.
    if (m_about != TokenService::State::Expired || error.kind == ErrorKind::Expired ||
        error.kind == ErrorKind::Cancelled)
        return;
    const bool browser = m_tokens.state() == TokenService::State::Browser;
    Explanation text = explain(error);
    // Other calls are tried again by themselves; a sign-in is not, and the button says what is next.
    if (error.kind == ErrorKind::Unreachable)
        text.next.clear();
    m_banner->show(Banner::Kind::Caution, text.sentence(), browser ? QString() : tr("Sign in again"));
}

} // namespace signalbox
