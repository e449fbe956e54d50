// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/keyring.h"
#include "models/identity/oidcclient.h"
#include "models/identity/savedsession.h"
#include "models/identity/sessionlock.h"

namespace signalbox {

/// Owns the refresh token: in memory, in the keyring, and in its one use at a time. The order that rotation
/// demands: lock across processes, read the keyring (another process may have refreshed), refresh, write the
/// keyring, unlock, and only then hand out what came. Where no lock file can be written the session goes on
/// in memory. To drop a session, destroy the keeper. Owner thread.
class SessionKeeper final : public QObject
{
    Q_OBJECT

public:
    SessionKeeper(const Profile &profile, OidcClient &oidc, Keyring &keyring, const Clock &clock,
                  QObject *parent = nullptr);

    [[nodiscard]] bool hasSession() const { return !m_session.refreshToken.isEmpty(); }
    [[nodiscard]] const SavedSession &session() const { return m_session; }

    /// From the keyring, however long a person takes to unlock it; false if nothing is saved.
    [[nodiscard]] Reply<bool> load();
    /// After a sign-in: keeps and saves the token. True even if the keyring failed (see keyringFailed).
    [[nodiscard]] Reply<bool> adopt(SavedSession session);
    [[nodiscard]] Secret takeToken() { return std::move(m_session.refreshToken); }
    /// Not while one is under way. An Expired error is the end of the session.
    [[nodiscard]] Reply<TokenSet> refresh();

Q_SIGNALS:
    void keyringFailed(const signalbox::Error &error);

private:
    void readSaved(const Result<bool> &locked);
    void choose(Result<Secret> blob);
    void useToken();
    void takeAnswer(Result<TokenAnswer> answer);
    void forget(const Error &error);
    void verify(const Result<OidcClient::Keys> &keys);
    void finish(Result<TokenSet> result);
    [[nodiscard]] Result<SavedSession> sessionOf(const Result<Secret> &blob) const;
    [[nodiscard]] Reply<bool> save();

    QString m_key;
    OidcClient &m_oidc;
    Keyring &m_keyring;
    const Clock &m_clock;
    SessionLock m_lock;
    SavedSession m_session;
    bool m_isSaved = true;          ///< what is in the keyring is at least as new as what is in memory
    bool m_isLocked = true;         ///< no: no lock can be had, and what is saved is left to those who can
    bool m_isOthersKeyring = false; ///< the entry is of another person who signed in meanwhile: hands off
    TokenAnswer m_answer;
    ReplyPromise<TokenSet> m_promise;
};

} // namespace signalbox
