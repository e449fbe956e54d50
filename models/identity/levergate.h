// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/tokens.h"
#include "models/profile/profile.h"

namespace signalbox {

/// Whether a lever may be tried before step-up, and if not, which claim and value is missing. Error
/// prevention only: the server decides.
struct LeverGate
{
    bool allowed = false;
    QString reason; ///< empty if allowed; "needs groups = platform-team" otherwise
    QString found;  ///< what the sign-in holds in its place, if anybody is signed in

    bool operator==(const LeverGate &) const = default;
};

[[nodiscard]] LeverGate leverGate(const OidcSettings &settings, const std::optional<User> &user);

} // namespace signalbox
