// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/sessionkeeper.h"

#include "models/identity/keyringanswer.h"

namespace signalbox {

SessionKeeper::SessionKeeper(const Profile &profile, OidcClient &oidc, Keyring &keyring, const Clock &clock,
                             QObject *parent)
    : QObject(parent)
    , m_key(sessionKey(profile))
    , m_oidc(oidc)
    , m_keyring(keyring)
    , m_clock(clock)
    , m_lock(sessionKey(profile).replace(u'/', u'-'))
{
}

Reply<bool> SessionKeeper::load()
{
    const ReplyPromise<bool> promise;
    m_keyring.read(m_key).deliver(this, [this, promise](const Result<Secret> &blob) {
        if (!blob && blob.error().kind != ErrorKind::NotFound)
            return promise.finish(tl::unexpected(blob.error()));
        auto saved = sessionOf(blob);
        if (saved && !hasSession())
            m_session = std::move(*saved);
        promise.finish(hasSession());
    });
    return promise.reply();
}

Reply<bool> SessionKeeper::adopt(SavedSession session)
{
    m_session = std::move(session);
    const ReplyPromise<bool> promise;
    save().deliver(this, [promise](const Result<bool> &) { promise.finish(true); });
    return promise.reply();
}

Reply<TokenSet> SessionKeeper::refresh()
{
    m_promise = ReplyPromise<TokenSet>();
    m_lock.acquire().deliver(this, [this](const Result<bool> &locked) { readSaved(locked); });
    return m_promise.reply();
}

void SessionKeeper::readSaved(const Result<bool> &locked)
{
    if (!locked && locked.error().kind == ErrorKind::Unreachable)
        return finish(tl::unexpected(locked.error())); // another process is at it
    m_isLocked = locked.has_value();
    if (!m_isLocked) {
        m_isSaved = false;
        Q_EMIT keyringFailed(locked.error());
        return useToken();
    }
    keyringAnswer(m_keyring.read(m_key), this).deliver(this, [this](Result<Secret> saved) {
        choose(std::move(saved));
    });
}

/// Another process may have refreshed what is saved; but after a failed save it is the one used up.
void SessionKeeper::choose(Result<Secret> blob)
{
    if (!blob && blob.error().kind != ErrorKind::NotFound)
        Q_EMIT keyringFailed(blob.error());
    auto saved = sessionOf(blob);
    m_isOthersKeyring = saved && saved->subject != m_session.subject;
    if (saved && !m_isOthersKeyring && m_isSaved)
        m_session = std::move(*saved);
    useToken();
}

void SessionKeeper::useToken()
{
    m_oidc.refresh(m_session.refreshToken).deliver(this, [this](Result<TokenAnswer> answer) {
        takeAnswer(std::move(answer));
    });
}

void SessionKeeper::takeAnswer(Result<TokenAnswer> answer)
{
    if (!answer && answer.error().kind == ErrorKind::Expired)
        return forget(answer.error());
    if (!answer)
        return finish(tl::unexpected(answer.error()));
    m_answer = std::move(*answer);
    const auto next = [this](const Result<bool> &) {
        m_lock.release();
        m_oidc.keysFor(m_answer.idToken).deliver(this, [this](const Result<OidcClient::Keys> &keys) {
            verify(keys);
        });
    };
    if (m_answer.refreshToken.isEmpty()) // an issuer without rotation: the old one stays good
        return next(true);
    m_session.refreshToken = std::move(m_answer.refreshToken);
    m_session.created = m_clock.utc();
    save().deliver(this, next);
}

void SessionKeeper::forget(const Error &error)
{
    m_session.refreshToken.wipe();
    if (m_isOthersKeyring)
        return finish(tl::unexpected(error));
    keyringAnswer(m_keyring.remove(m_key), this).deliver(this, [this, error](const Result<bool> &) {
        finish(tl::unexpected(error));
    });
}

void SessionKeeper::verify(const Result<OidcClient::Keys> &keys)
{
    if (!keys)
        return finish(tl::unexpected(keys.error()));
    IdTokenExpectation expected;
    expected.issuer = m_session.issuer;
    expected.clientId = m_oidc.settings().clientId;
    expected.subject = m_session.subject;
    finish(verifyAnswer(std::move(m_answer), **keys, expected));
}

void SessionKeeper::finish(Result<TokenSet> result)
{
    m_lock.release();
    if (!result)
        m_oidc.nameIssuer(result.error());
    m_promise.finish(std::move(result));
}

Result<SavedSession> SessionKeeper::sessionOf(const Result<Secret> &blob) const
{
    return blob.and_then(
        [this](const Secret &bytes) { return SavedSession::fromCbor(bytes, m_oidc.settings().issuer); });
}

Reply<bool> SessionKeeper::save()
{
    if (m_isOthersKeyring || !m_isLocked || !hasSession())
        return finishedReply<bool>(true);
    const ReplyPromise<bool> promise;
    keyringAnswer(m_keyring.write(m_key, m_session.toCbor()), this)
        .deliver(this, [this, promise](const Result<bool> &written) {
            m_isSaved = written.has_value();
            if (!written)
                Q_EMIT keyringFailed(written.error());
            promise.finish(written.has_value());
        });
    return promise.reply();
}

} // namespace signalbox
