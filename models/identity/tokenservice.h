// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/tokensource.h"
#include "models/profile/profile.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace signalbox {

class Keyring;

/// Who is signed in and with which tokens: sign-in through the browser, the refresh schedule (one refresh at
/// a time, across processes by a lock file), the refresh token in the keyring, step-up and sign-out. Lives on
/// the owner thread; tokens stay in memory, only the refresh token goes to the keyring.
class TokenService final : public QObject, public TokenSource
{
    Q_OBJECT

public:
    /// IssuerAway: the token has run out and the issuer gives no new one yet; goes on by itself. Expired: the
    /// session itself has ended.
    enum class State { SignedOut, Restoring, Browser, Fresh, Refreshing, IssuerAway, Expired };
    Q_ENUM(State)

    TokenService(const Profile &profile, const Clock &clock, Keyring &keyring, QObject *parent = nullptr);
    ~TokenService() override;

    [[nodiscard]] State state() const;
    [[nodiscard]] const std::optional<User> &user() const;
    [[nodiscard]] std::optional<Instant> tokenExpiresAt() const;

    /// Tries the keyring first, without a browser. Ends Fresh or SignedOut.
    void restore();
    /// Opens the browser; the address is also emitted. A running attempt is replaced by a fresh one.
    void signIn();
    void cancelSignIn();
    /// Revokes, ends the Keycloak session, deletes the keyring entry, wipes memory. Local parts work offline
    /// too.
    void signOut();

    /// A fresh sign-in through the intervene client's own flow, for one write token.
    [[nodiscard]] Reply<WriteToken> stepUp();
    /// Whether a sign-in of either kind waits there: another step-up would take it away.
    [[nodiscard]] bool isInBrowser() const;

    [[nodiscard]] Reply<ReadToken> readToken() override;
    void reportDenied(const ReadToken &token) override;

Q_SIGNALS:
    void stateChanged(signalbox::TokenService::State state);
    void userChanged();
    /// Show and print it: the browser may not open. `expiresAt` ends the wait (5 minutes).
    void browserOpened(const QUrl &address, signalbox::Instant expiresAt);
    void failed(const signalbox::Error &error); ///< sign-in, refresh or restore; the state says what is left
    void notice(const QString &sentence);       ///< said once, e.g. no keyring: memory only

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
