// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/sessionkeeper.h"

#include <QTimer>

namespace signalbox {

/// The everyday token and its refresh schedule: due at exp - min(60 s, 20 %), one refresh at a time, all who
/// ask meanwhile share it; a failed one is tried again after 1, 2, 4 ... 60 s while the token serves on.
/// Times by Clock::sinceBoot, looked at once a second, so that a suspend is noticed. Owner thread.
class EverydaySession final : public QObject
{
    Q_OBJECT

public:
    EverydaySession(Profile profile, OidcClient &oidc, Keyring &keyring, const Clock &clock,
                    QObject *parent = nullptr);

    [[nodiscard]] const std::optional<ReadToken> &token() const { return m_token; }
    [[nodiscard]] bool isRestoring() const { return m_isRestoring; }
    [[nodiscard]] bool isRefreshing() const { return m_isRefreshing; }
    [[nodiscard]] bool isFailing() const { return m_failures > 0; } ///< the last refresh did
    [[nodiscard]] bool exists() const { return m_keeper->hasSession(); }
    [[nodiscard]] const SavedSession &saved() const { return m_keeper->session(); }

    void restore();
    /// Replaces what there was by a new sign-in; saved in the keyring before it is used.
    [[nodiscard]] Reply<bool> begin(TokenSet tokens);
    /// Wipes memory and the keyring entry. What to tell the issuer is handed out.
    struct Remains
    {
        Secret refreshToken;
        Secret idToken;
        Reply<bool> forgotten;
    };
    [[nodiscard]] Remains end();

    [[nodiscard]] Reply<ReadToken> readToken();
    void reportDenied(const ReadToken &token);

Q_SIGNALS:
    void changed(); ///< token, isRestoring or isRefreshing
    void renewed(const signalbox::IdToken &idToken, signalbox::Milliseconds skew);
    void
    failed(const signalbox::Error &error); ///< the first of a row of failures, and the end of the session
    void keyringFailed(const signalbox::Error &error);

private:
    void reset();
    void takeLoaded(const Result<bool> &found);
    void stopRestoring(const Error &why);
    void startRefresh();
    void takeRefreshed(Result<TokenSet> tokens);
    void takeFailure(const Error &error);
    void use(TokenSet tokens);
    void answerWaiters(const Result<ReadToken> &answer);
    void tick();

    Profile m_profile;
    OidcClient &m_oidc;
    Keyring &m_keyring;
    const Clock &m_clock;
    std::unique_ptr<SessionKeeper> m_keeper; ///< replaced with the session: nothing under way outlives it
    std::optional<ReadToken> m_token;
    Secret m_idToken;
    Milliseconds m_expiresAt{0};
    Milliseconds m_refreshAt{0};
    Milliseconds m_nextTryAt{0};
    int m_failures = 0;
    Error m_lastError;
    bool m_isLoading = false;
    bool m_isRestoring = false;
    bool m_isRefreshing = false;
    bool m_isDenied = false;       ///< the token was refused by the server: wait for the refresh under way
    bool m_isBornOfDenial = false; ///< refused as well, it is the role that is missing, not the token
    std::vector<ReplyPromise<ReadToken>> m_waiters;
    QTimer m_ticker;
};

} // namespace signalbox
