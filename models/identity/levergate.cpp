// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/levergate.h"

namespace signalbox {

using namespace Qt::StringLiterals;

LeverGate leverGate(const OidcSettings &settings, const std::optional<User> &user)
{
    if (!user)
        return {false, u"needs a sign-in"_s};
    if (!user->admin)
        return {false, u"needs %1 = %2"_s.arg(settings.adminClaim, settings.adminValue)};
    return {true, {}};
}

} // namespace signalbox
