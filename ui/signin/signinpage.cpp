// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/signinpage.h"

#include "models/base/displaytext.h"
#include "ui/signin/browserwait.h"
#include "ui/signin/environmentmark.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>

#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

// Pixels at 100 %.
constexpr int columnWidth = 560;
constexpr int spaceAbove = 180; // fixed, so that the button stays where it is when an error comes

void addFact(QGridLayout &grid, const QString &objectName, const QString &label, const QString &value)
{
    auto *name = new PlainLabel(label);
    name->setTone(PlainLabel::Tone::Secondary);
    auto *text = new PlainLabel(value);
    text->setObjectName(objectName);
    text->setSize(PlainLabel::Size::Mono);
    text->setSelectable(true);
    text->setWordWrap(true);
    text->setAccessibleName(label + u' ' + displayText(value));
    const int row = grid.rowCount();
    grid.addWidget(name, row, 0);
    grid.addWidget(text, row, 1);
}

QString stateText(TokenService::State state)
{
    switch (state) {
    case TokenService::State::SignedOut:
        return SignInPage::tr("Signalbox opens your browser and continues once you have signed in there.");
    case TokenService::State::Restoring:
        return SignInPage::tr("Looking in your keyring…");
    case TokenService::State::Expired:
        return SignInPage::tr("The session has ended.");
    case TokenService::State::Browser:
    case TokenService::State::Fresh:
    case TokenService::State::Refreshing:
    case TokenService::State::IssuerAway:
        break;
    }
    return {};
}

} // namespace

SignInPage::SignInPage(TokenService &tokens, const Profile &profile, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_state(new PlainLabel(this))
    , m_signIn(new QPushButton(tr("Sign in with browser"), this))
    , m_wait(new BrowserWait(clock, this))
    , m_error(new ErrorPanel(this))
    , m_notices(new PlainLabel(this))
{
    setObjectName(u"signInPage"_s);
    setAccessibleName(tr("Sign in to %1").arg(displayText(profile.name)));
    auto *card = new QFrame(this);
    card->setFrameShape(QFrame::StyledPanel);
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    card->setFixedWidth(metrics::scaled(columnWidth, fontMetrics()));
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(24, 20, 24, 24);
    inside->setSpacing(16);
    addHead(*inside, profile);
    addState(*inside);

    // Not by alignment: that would ask the wrapped texts' height for the page's width.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(card);
    middle->addStretch(1);
    QVBoxLayout &layout = (new PageScroll(*this))->column();
    layout.addSpacing(metrics::scaled(spaceAbove, fontMetrics()));
    layout.addLayout(middle);
    layout.addStretch(1);
    connectTokens();
    showState(m_tokens.state());
}

void SignInPage::addHead(QBoxLayout &layout, const Profile &profile)
{
    auto *name = new PlainLabel(profile.name, this);
    name->setObjectName(u"profileName"_s);
    name->setSize(PlainLabel::Size::Heading);
    auto *top = new QHBoxLayout;
    top->addWidget(name, 1);
    top->addWidget(new EnvironmentMark(profile.environment, this));
    layout.addLayout(top);

    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(6);
    facts->setColumnStretch(1, 1);
    addFact(*facts, u"profileAddress"_s, tr("Cluster"), profile.address);
    addFact(*facts, u"profileIssuer"_s, tr("Sign-in at"), profile.oidc.issuer.toString());
    layout.addLayout(facts);
}

void SignInPage::addState(QBoxLayout &layout)
{
    m_state->setObjectName(u"signInState"_s);
    m_state->setTone(PlainLabel::Tone::Secondary);
    m_state->setWordWrap(true);
    m_signIn->setObjectName(u"signIn"_s);
    m_signIn->setAccessibleName(m_signIn->text());
    m_signIn->setIcon(themedIcon(u"browser"_s));
    m_signIn->setDefault(true);
    m_notices->setObjectName(u"signInNotices"_s);
    m_notices->setTone(PlainLabel::Tone::Secondary);
    m_notices->setWordWrap(true);
    m_notices->setVisible(false);
    layout.addWidget(m_state);
    layout.addWidget(m_signIn, 0, Qt::AlignLeft);
    layout.addWidget(m_wait);
    layout.addWidget(m_error);
    layout.addWidget(m_notices);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::signIn);
    connect(m_wait, &BrowserWait::againClicked, this, &SignInPage::signIn);
    connect(m_wait, &BrowserWait::cancelClicked, &m_tokens, &TokenService::cancelSignIn);
}

void SignInPage::connectTokens()
{
    connect(&m_tokens, &TokenService::stateChanged, this, &SignInPage::showState);
    connect(&m_tokens, &TokenService::browserOpened, m_wait, &BrowserWait::setAddress);
    connect(&m_tokens, &TokenService::failed, this, &SignInPage::showError);
    connect(&m_tokens, &TokenService::notice, this, &SignInPage::showNotice);
}

void SignInPage::signIn()
{
    m_error->clear();
    m_tokens.signIn();
}

void SignInPage::showState(TokenService::State state)
{
    using State = TokenService::State;
    m_wait->setVisible(state == State::Browser);
    m_signIn->setVisible(state == State::SignedOut || state == State::Expired || state == State::Restoring);
    m_state->setText(stateText(state));
    m_state->setVisible(!m_state->text().isEmpty());
    if (state == State::Fresh)
        m_error->clear();
    if (m_signIn->isVisible())
        m_signIn->setFocus();
}

void SignInPage::showError(const Error &error)
{
    // Giving up is what the person did; the state says what is left.
    if (error.kind == ErrorKind::Cancelled)
        return;
    // Other calls are tried again by themselves; a sign-in is not.
    m_error->setError(
        error, m_clock.utc(),
        error.kind == ErrorKind::Unreachable
            ? tr("Sign in again; if that does not help, check the network and the profile's issuer.")
            : QString());
}

void SignInPage::showNotice(const QString &sentence)
{
    if (m_said.contains(sentence))
        return;
    m_said << sentence;
    m_notices->setLines(m_said);
    m_notices->setVisible(true);
}

void SignInPage::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_signIn->isVisible())
        m_signIn->click();
    else if (event->key() == Qt::Key_Escape && m_wait->isVisible())
        m_tokens.cancelSignIn();
    else
        QWidget::keyPressEvent(event);
}

void SignInPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_signIn->isVisible())
        m_signIn->setFocus();
}

} // namespace signalbox
