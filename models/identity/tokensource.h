// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/identity/tokens.h"

namespace signalbox {

/// Where calls get their everyday token from: TokenService, or a fixed token in tests.
class TokenSource
{
public:
    virtual ~TokenSource() = default;
    /// At once while a token lives; otherwise after the one refresh under way. Expired when signed out.
    [[nodiscard]] virtual Reply<ReadToken> readToken() = 0;
    /// The server refused a token that should be good (PERMISSION_DENIED has no finer word for an expired
    /// one): refresh before the next readToken, once per token.
    virtual void reportDenied(const ReadToken &token) = 0;
};

} // namespace signalbox
