// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/http/httpclient.h"
#include "models/identity/provider.h"
#include "models/identity/tokenanswer.h"
#include "models/profile/profile.h"

namespace signalbox {

/// The issuer's endpoints: discovery (read once), keys (read again for an unknown key, at most once a
/// minute), tokens and sign-out. Knows no session. Owner thread.
class OidcClient final : public QObject
{
    Q_OBJECT

public:
    using Keys = std::shared_ptr<const KeySet>;

    OidcClient(const OidcSettings &settings, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const OidcSettings &settings() const { return m_settings; }
    [[nodiscard]] Reply<Provider> provider();
    /// The keys, with the one that a token claims among them if the issuer has it.
    [[nodiscard]] Reply<Keys> keysFor(const Secret &token);
    /// One request to the token endpoint; `form` has all fields.
    [[nodiscard]] Reply<TokenAnswer> requestTokens(const FormFields &form);
    [[nodiscard]] Reply<TokenAnswer> refresh(const Secret &refreshToken);
    /// Revokes the refresh token, then ends the session at the issuer, each whatever becomes of the other.
    /// Both may be empty.
    [[nodiscard]] Reply<bool> signOut(const Secret &refreshToken, const Secret &idToken);

    /// Where an error does not say at whose end it arose.
    void nameIssuer(Error &error) const;

private:
    /// Nothing where there is no such endpoint, or where the form's first field has nothing to say.
    [[nodiscard]] Reply<bool> tell(const QUrl &endpoint, const FormFields &form, const QString &what);

    OidcSettings m_settings;
    const Clock &m_clock;
    HttpClient m_http;
    std::optional<Provider> m_provider;
    Keys m_keys;
    Milliseconds m_keysReadAt{0};
};

} // namespace signalbox
