// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/tokensource.h"

#include <optional>

namespace signalbox::fake {

/// Hands out one fixed token, or fails as a signed-out source does. After reportDenied of the current token
/// the next one is handed out, if a test named one. Owner thread.
class StaticTokenSource final : public TokenSource
{
public:
    explicit StaticTokenSource(QByteArray bearer = "read-token")
        : m_bearer(std::move(bearer))
    {
    }

    [[nodiscard]] Reply<ReadToken> readToken() override
    {
        ++m_asked;
        if (m_signedOut)
            return finishedReply<ReadToken>(fail(ErrorKind::Expired, QStringLiteral("signed out")));
        return finishedReply<ReadToken>(
            ReadToken(Secret(m_bearer), SystemClock().utc() + std::chrono::hours(1)));
    }

    void reportDenied(const ReadToken &token) override
    {
        ++m_denied;
        if (m_next && token.bearer() == QByteArrayView(m_bearer))
            m_bearer = *std::exchange(m_next, std::nullopt);
    }

    void setBearer(QByteArray bearer) { m_bearer = std::move(bearer); }
    void setNextAfterDenial(QByteArray bearer) { m_next = std::move(bearer); }
    void signOut() { m_signedOut = true; }
    void signIn() { m_signedOut = false; }
    [[nodiscard]] int asked() const { return m_asked; }
    [[nodiscard]] int denied() const { return m_denied; }

private:
    QByteArray m_bearer;
    std::optional<QByteArray> m_next;
    bool m_signedOut = false;
    int m_asked = 0;
    int m_denied = 0;
};

} // namespace signalbox::fake
