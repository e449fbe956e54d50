// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/levergate.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What the token holds in place of what is needed, so that a wrong claim and a missing group are told apart.
QString found(const QString &claim, const User &user)
{
    if (!user.hasAdminClaim)
        return Text::tr("the sign-in has no claim %1").arg(claim);
    if (user.groups.isEmpty())
        return Text::tr("the sign-in's %1 holds no text").arg(claim);
    return Text::tr("the sign-in says %1").arg(displayText(user.groups.join(u", "_s), 80));
}

} // namespace

LeverGate leverGate(const OidcSettings &settings, const std::optional<User> &user)
{
    if (!user)
        return {false, Text::tr("needs a sign-in"), {}};
    if (user->admin)
        return {true, {}, {}};
    return {false, Text::tr("needs %1 = %2").arg(settings.adminClaim, settings.adminValue),
            found(settings.adminClaim, *user)};
}

} // namespace signalbox
