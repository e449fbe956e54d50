// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/everydaysession.h"

#include "models/base/logging.h"
#include "models/base/text.h"
#include "models/identity/keyringanswer.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

Error nobody()
{
    return {ErrorKind::Expired, Text::tr("nobody is signed in"), {}, {}, {}};
}

Milliseconds refreshLead(Milliseconds life)
{
    return std::min<Milliseconds>(std::chrono::seconds(60), life / 5);
}

Milliseconds backOff(int failures)
{
    return std::chrono::seconds(std::min(60, 1 << std::min(failures - 1, 6)));
}

} // namespace

EverydaySession::EverydaySession(Profile profile, OidcClient &oidc, Keyring &keyring, const Clock &clock,
                                 QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_oidc(oidc)
    , m_keyring(keyring)
    , m_clock(clock)
{
    connect(&m_ticker, &QTimer::timeout, this, &EverydaySession::tick);
    m_ticker.start(std::chrono::seconds(1));
    reset();
}

void EverydaySession::reset()
{
    m_keeper = std::make_unique<SessionKeeper>(m_profile, m_oidc, m_keyring, m_clock);
    connect(m_keeper.get(), &SessionKeeper::keyringFailed, this, &EverydaySession::keyringFailed);
    m_isLoading = m_isRestoring = m_isRefreshing = false;
}

void EverydaySession::restore()
{
    if (m_isRestoring || m_isRefreshing || m_token)
        return;
    m_isRestoring = true;
    if (m_keeper->hasSession())
        return startRefresh();
    m_isLoading = true;
    m_keeper->load().deliver(m_keeper.get(), [this](const Result<bool> &found) { takeLoaded(found); });
    QTimer::singleShot(keyringPatience, m_keeper.get(), [this] {
        if (m_isLoading)
            stopRestoring({ErrorKind::Unreachable, Text::tr("it does not answer"), {}, {}, {}});
    });
    Q_EMIT changed();
}

/// May come late, when a person has unlocked the keyring: the session is then taken up all the same.
void EverydaySession::takeLoaded(const Result<bool> &found)
{
    m_isLoading = false;
    if (found && *found) {
        m_isRestoring = true;
        startRefresh();
    } else if (m_isRestoring) {
        stopRestoring(found ? Error() : found.error());
    }
}

void EverydaySession::stopRestoring(const Error &why)
{
    m_isRestoring = false;
    if (why != Error())
        Q_EMIT keyringFailed(why);
    answerWaiters(tl::unexpected(nobody()));
    Q_EMIT changed();
}

Reply<bool> EverydaySession::begin(TokenSet tokens)
{
    reset();
    m_isRefreshing = true; // the token is on its way: a refresh now could only spoil what is being saved
    const ReplyPromise<bool> promise;
    SavedSession session{std::move(tokens.answer.refreshToken), tokens.idToken.issuer, tokens.idToken.subject,
                         tokens.idToken.preferredUsername, m_clock.utc()};
    // A hand-over must be copyable, tokens are not.
    const auto kept = std::make_shared<TokenSet>(std::move(tokens));
    m_keeper->adopt(std::move(session)).deliver(m_keeper.get(), [this, promise, kept](const Result<bool> &) {
        m_isRefreshing = m_isBornOfDenial = false;
        use(std::move(*kept));
        promise.finish(true);
    });
    return promise.reply();
}

EverydaySession::Remains EverydaySession::end()
{
    Remains remains{m_keeper->takeToken(), std::move(m_idToken),
                    keyringAnswer(m_keyring.remove(sessionKey(m_profile)), this)};
    reset();
    m_token.reset();
    m_failures = 0;
    answerWaiters(tl::unexpected(nobody()));
    Q_EMIT changed();
    return remains;
}

Reply<ReadToken> EverydaySession::readToken()
{
    tick();
    if (m_token && !m_isDenied)
        return finishedReply<ReadToken>(*m_token);
    if (!m_isRestoring && !m_isRefreshing)
        return finishedReply<ReadToken>(tl::unexpected(m_keeper->hasSession() ? m_lastError : nobody()));
    m_waiters.emplace_back();
    return m_waiters.back().reply();
}

void EverydaySession::reportDenied(const ReadToken &token)
{
    const bool isCurrent = m_token && m_token->bearer() == token.bearer();
    if (!isCurrent || m_isDenied || m_isBornOfDenial || !m_keeper->hasSession())
        return;
    m_isDenied = true;
    if (!m_isRefreshing)
        startRefresh();
}

void EverydaySession::startRefresh()
{
    m_isRefreshing = true;
    m_keeper->refresh().deliver(m_keeper.get(),
                                [this](Result<TokenSet> tokens) { takeRefreshed(std::move(tokens)); });
    Q_EMIT changed();
}

void EverydaySession::takeRefreshed(Result<TokenSet> tokens)
{
    m_isRefreshing = m_isRestoring = false;
    if (!tokens)
        return takeFailure(tokens.error());
    m_isBornOfDenial = m_isDenied;
    use(std::move(*tokens));
}

void EverydaySession::takeFailure(const Error &error)
{
    const bool hasEnded = error.kind == ErrorKind::Expired;
    qCInfo(lcAuth) << (hasEnded ? "the session has ended" : "a refresh failed");
    m_lastError = error;
    m_nextTryAt = m_clock.sinceBoot() + backOff(++m_failures);
    m_isDenied = false;
    if (hasEnded)
        m_token.reset();
    if (m_token)
        answerWaiters(*m_token);
    else
        answerWaiters(tl::unexpected(error));
    Q_EMIT changed();
    if (hasEnded || m_failures == 1)
        Q_EMIT failed(error);
}

void EverydaySession::use(TokenSet tokens)
{
    TokenAnswer &answer = tokens.answer;
    m_token.emplace(std::move(answer.accessToken), answer.expiresAt);
    m_idToken = std::move(answer.idToken);
    m_expiresAt = answer.expiresAtBoot;
    m_refreshAt = answer.expiresAtBoot - refreshLead(answer.life);
    m_failures = 0;
    m_isDenied = false;
    answerWaiters(*m_token);
    Q_EMIT renewed(tokens.idToken, answer.skew);
    Q_EMIT changed();
}

void EverydaySession::answerWaiters(const Result<ReadToken> &answer)
{
    for (const auto &waiter : std::exchange(m_waiters, {}))
        waiter.finish(answer);
}

void EverydaySession::tick()
{
    const Milliseconds now = m_clock.sinceBoot();
    if (m_token && now >= m_expiresAt) {
        m_token.reset();
        Q_EMIT changed();
    }
    const bool isDue = !m_token || now >= m_refreshAt;
    const bool mayTry = m_failures == 0 || now >= m_nextTryAt;
    if (isDue && mayTry && m_keeper->hasSession() && !m_isRefreshing)
        startRefresh();
}

} // namespace signalbox
