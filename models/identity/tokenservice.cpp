// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/tokenservice.h"

#include "models/base/logging.h"
#include "models/base/text.h"
#include "models/identity/browsersignin.h"
#include "models/identity/everydaysession.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Attempts are dropped from within their own signals too.
struct CancelLater
{
    void operator()(BrowserSignIn *attempt) const
    {
        attempt->disconnect();
        attempt->cancel();
        attempt->deleteLater();
    }
};
using Attempt = std::unique_ptr<BrowserSignIn, CancelLater>;

} // namespace

class TokenService::Private
{
public:
    Private(TokenService &owner, const Profile &profile, const Clock &clock, Keyring &keyring)
        : q(owner)
        , m_settings(profile.oidc)
        , m_clock(clock)
        , m_oidc(profile.oidc, clock)
        , m_session(profile, m_oidc, keyring, clock)
    {
        connect(&m_session, &EverydaySession::changed, &q, [this] { updateState(); });
        connect(&m_session, &EverydaySession::failed, &q, &TokenService::failed);
        connect(&m_session, &EverydaySession::renewed, &q,
                [this](const IdToken &token, Milliseconds skew) { takeUser(token, skew); });
        connect(&m_session, &EverydaySession::keyringFailed, &q,
                [this](const Error &error) { takeKeyringFailure(error); });
    }

    [[nodiscard]] State state() const;
    void updateState();
    void setUser(std::optional<User> user);
    void takeUser(const IdToken &token, Milliseconds skew);
    void takeKeyringFailure(const Error &error);
    [[nodiscard]] Attempt attempt(const SignInRequest &request);
    void takeSignIn(Result<TokenSet> tokens);
    void dropSignIn();
    void noticeOtherPerson(const IdToken &token);
    [[nodiscard]] Result<WriteToken> writeToken(Result<TokenSet> tokens) const;
    [[nodiscard]] Reply<WriteToken> everydayWriteToken();

    TokenService &q;
    OidcSettings m_settings;
    const Clock &m_clock;
    OidcClient m_oidc;
    EverydaySession m_session;
    std::optional<User> m_user;
    Attempt m_signIn;
    Delivery m_signInDelivery;
    Attempt m_stepUp;
    State m_lastState = State::SignedOut;
    bool m_saidMemoryOnly = false;
    bool m_saidSkew = false;
};

TokenService::State TokenService::Private::state() const
{
    if (m_signIn)
        return State::Browser;
    if (m_session.isRestoring())
        return State::Restoring;
    if (m_session.token())
        return m_session.isRefreshing() ? State::Refreshing : State::Fresh;
    if (!m_user)
        return State::SignedOut;
    if (!m_session.isRefreshing() && !m_session.exists())
        return State::Expired;
    return m_session.isFailing() ? State::IssuerAway : State::Refreshing;
}

void TokenService::Private::updateState()
{
    const State now = state();
    if (std::exchange(m_lastState, now) != now)
        Q_EMIT q.stateChanged(now);
}

void TokenService::Private::setUser(std::optional<User> user)
{
    if (user == m_user)
        return;
    m_user = std::move(user);
    Q_EMIT q.userChanged();
}

void TokenService::Private::takeUser(const IdToken &token, Milliseconds skew)
{
    setUser(User::of(token, m_settings));
    const QString sentence = skewSentence(skew);
    if (!sentence.isEmpty() && !std::exchange(m_saidSkew, true))
        Q_EMIT q.notice(sentence);
}

void TokenService::Private::takeKeyringFailure(const Error &error)
{
    if (std::exchange(m_saidMemoryOnly, true))
        return;
    qCInfo(lcAuth) << "memory only:" << error.detail;
    const QString why = error.kind == ErrorKind::Configuration
                            ? Text::tr("The session cannot be shared with other windows (%1)")
                            : Text::tr("The keyring cannot be used (%1)");
    Q_EMIT q.notice(
        Text::tr("%1: a sign-in is kept in memory only and ends with Signalbox.").arg(why.arg(error.detail)));
}

Attempt TokenService::Private::attempt(const SignInRequest &request)
{
    Attempt attempt(new BrowserSignIn(m_oidc, m_clock, request));
    connect(attempt.get(), &BrowserSignIn::opened, &q, &TokenService::browserOpened);
    connect(attempt.get(), &BrowserSignIn::warned, &q, &TokenService::notice);
    return attempt;
}

void TokenService::Private::takeSignIn(Result<TokenSet> tokens)
{
    if (!tokens) {
        dropSignIn();
        Q_EMIT q.failed(tokens.error());
        return;
    }
    noticeOtherPerson(tokens->idToken);
    // The attempt stays until the session is saved: one state change, from Browser to Fresh.
    m_signInDelivery =
        m_session.begin(std::move(*tokens)).deliver(&q, [this](const Result<bool> &) { dropSignIn(); });
}

void TokenService::Private::dropSignIn()
{
    m_signInDelivery.cancel();
    m_signIn.reset();
    updateState();
}

/// Somebody who read the address from the process list could have finished the sign-in as himself.
void TokenService::Private::noticeOtherPerson(const IdToken &token)
{
    const SavedSession &saved = m_session.saved();
    const QString subject = m_user ? m_user->subject : saved.subject;
    if (!subject.isEmpty() && subject != token.subject)
        Q_EMIT q.notice(Text::tr("You are now signed in as %1; before, it was %2.")
                            .arg(token.preferredUsername, m_user ? m_user->name : saved.name));
}

Result<WriteToken> TokenService::Private::writeToken(Result<TokenSet> tokens) const
{
    if (!tokens)
        return tl::unexpected(tokens.error());
    if (!m_user)
        return fail(ErrorKind::Expired, Text::tr("nobody is signed in"));
    TokenAnswer &answer = tokens->answer;
    return WriteToken::fromStepUp(tokens->idToken, m_user->subject, m_clock.utc() + answer.skew,
                                  std::move(answer.accessToken), answer.expiresAt,
                                  m_settings.permissionsClaim);
}

Reply<WriteToken> TokenService::Private::everydayWriteToken()
{
    const ReplyPromise<WriteToken> promise;
    q.readToken().deliver(&q, [this, promise](const Result<ReadToken> &token) {
        if (!token || !m_user)
            return promise.finish(
                tl::unexpected(token ? Error{ErrorKind::Expired, {}, {}, {}, {}} : token.error()));
        promise.finish(WriteToken::fromEveryday(*token, m_user->permissions));
    });
    return promise.reply();
}

TokenService::TokenService(const Profile &profile, const Clock &clock, Keyring &keyring, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, profile, clock, keyring))
{
}

TokenService::~TokenService() = default;

TokenService::State TokenService::state() const
{
    return d->state();
}

const std::optional<User> &TokenService::user() const
{
    return d->m_user;
}

std::optional<Instant> TokenService::tokenExpiresAt() const
{
    const auto &token = d->m_session.token();
    return token ? std::optional(token->expiresAt()) : std::nullopt;
}

void TokenService::restore()
{
    d->m_session.restore();
}

void TokenService::signIn()
{
    d->m_stepUp.reset();
    d->m_signInDelivery.cancel();
    d->m_signIn = d->attempt({d->m_settings.clientId, false, {}, {}});
    d->m_signInDelivery = d->m_signIn->start().deliver(
        this, [this](Result<TokenSet> tokens) { d->takeSignIn(std::move(tokens)); });
    d->updateState();
}

void TokenService::cancelSignIn()
{
    d->dropSignIn();
}

void TokenService::signOut()
{
    d->m_stepUp.reset();
    d->m_signInDelivery.cancel();
    d->m_signIn.reset();
    d->setUser({});
    auto remains = d->m_session.end();
    d->updateState();
    remains.forgotten.deliver(this, [this](const Result<bool> &forgotten) {
        if (!forgotten && !d->m_saidMemoryOnly)
            Q_EMIT notice(Text::tr("The saved session could not be removed from the keyring: %1.")
                              .arg(forgotten.error().detail));
    });
    if (remains.refreshToken.isEmpty() && remains.idToken.isEmpty())
        return;
    d->m_oidc.signOut(remains.refreshToken, remains.idToken).deliver(this, [this](const Result<bool> &told) {
        if (!told)
            Q_EMIT notice(Text::tr("You are signed out here, but the issuer could not be told: %1.")
                              .arg(told.error().detail));
    });
}

Reply<WriteToken> TokenService::stepUp()
{
    if (!d->m_user || !d->m_session.token())
        return finishedReply<WriteToken>(
            fail(ErrorKind::Expired, Text::tr("there is no session to step up from")));
    if (d->m_signIn)
        return finishedReply<WriteToken>(
            fail(ErrorKind::Cancelled, Text::tr("a sign-in is open in the browser: finish it first")));
    if (d->m_settings.interveneClientId.isEmpty())
        return d->everydayWriteToken();
    d->m_stepUp = d->attempt({d->m_settings.interveneClientId, true, d->m_user->subject, d->m_user->name});
    const ReplyPromise<WriteToken> promise;
    promise.onCancel([attempt = QPointer<BrowserSignIn>(d->m_stepUp.get())] {
        dispatcher::post([attempt] {
            if (attempt)
                attempt->cancel();
        });
    });
    d->m_stepUp->start().deliver(
        this, [this, promise](Result<TokenSet> tokens) { promise.finish(d->writeToken(std::move(tokens))); });
    return promise.reply();
}

bool TokenService::isInBrowser() const
{
    return d->m_signIn || (d->m_stepUp && !d->m_stepUp->isOver());
}

Reply<ReadToken> TokenService::readToken()
{
    return d->m_session.readToken();
}

void TokenService::reportDenied(const ReadToken &token)
{
    d->m_session.reportDenied(token);
}

} // namespace signalbox
