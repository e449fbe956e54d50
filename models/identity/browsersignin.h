// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/loopbacklistener.h"
#include "models/identity/oidcclient.h"
#include "models/identity/pkce.h"

#include <QTimer>

namespace signalbox {

/// For whom and how to sign in.
struct SignInRequest
{
    QString clientId;
    bool demandsPassword = false;   ///< step-up: max_age=0, answered by a fresh auth_time
    std::optional<QString> subject; ///< nobody else will do
    QString loginHint;
};

/// One attempt through the system browser: authorization code with PKCE (RFC 8252, 7636, 9207), from
/// discovery to the verified ID token. State, nonce and verifier are its own and never used again. Ends after
/// 5 minutes at the latest. Owner thread.
class BrowserSignIn final : public QObject
{
    Q_OBJECT

public:
    BrowserSignIn(OidcClient &oidc, const Clock &clock, SignInRequest request, QObject *parent = nullptr);
    ~BrowserSignIn() override;

    /// Once.
    [[nodiscard]] Reply<TokenSet> start();
    void cancel(); ///< ends it as Cancelled; nothing happens afterwards
    [[nodiscard]] bool isOver() const { return m_isOver; }

Q_SIGNALS:
    void opened(const QUrl &address, signalbox::Instant expiresAt);
    void warned(const QString &sentence); ///< no browser, or an answer that wasn't ours

private:
    void prepare(const Result<Provider> &provider);
    [[nodiscard]] QUrl address() const;
    void takeAnswer(const CallbackAnswer &answer);
    [[nodiscard]] Done checkIssuer(const CallbackAnswer &answer) const;
    void redeem(const QByteArray &code);
    void takeTokens(Result<TokenAnswer> answer);
    void verify(const Result<OidcClient::Keys> &keys);
    void finish(Result<TokenSet> result);
    void watchTime();

    OidcClient &m_oidc;
    const Clock &m_clock;
    SignInRequest m_request;
    ReplyPromise<TokenSet> m_promise;
    Provider m_provider;
    std::unique_ptr<LoopbackListener> m_listener;
    QByteArray m_state;
    QByteArray m_nonce;
    Pkce m_pkce;
    TokenAnswer m_answer;
    Milliseconds m_deadline{0};
    QTimer m_watch;
    bool m_isOver = false;
};

} // namespace signalbox
