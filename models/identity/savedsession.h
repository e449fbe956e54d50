// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/identity/secret.h"
#include "models/profile/profile.h"

namespace signalbox {

/// What outlives the process, in the keyring only: never an access token, never the intervene client's.
struct SavedSession
{
    Secret refreshToken;
    QString issuer;
    QString subject;
    QString name; ///< who that was, for people
    Instant created;

    [[nodiscard]] Secret toCbor() const;
    /// NotFound unless it is a session at this issuer.
    [[nodiscard]] static Result<SavedSession> fromCbor(const Secret &blob, const QUrl &issuer);
};

/// "v1/" and a hash of issuer, client and profile: another realm under the same profile name never meets the
/// first one's token. Also the name of the lock between processes.
[[nodiscard]] QString sessionKey(const Profile &profile);

} // namespace signalbox
