// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/levergate.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

LeverGate leverGate(const OidcSettings &settings, const std::optional<User> &user)
{
    if (!user)
        return {false, Text::tr("needs a sign-in")};
    if (!user->admin)
        return {false, Text::tr("needs %1 = %2").arg(settings.adminClaim, settings.adminValue)};
    return {true, {}};
}

} // namespace signalbox
