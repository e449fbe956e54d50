// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/leverssummary.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/identity/tokenservice.h"
#include "models/interventions/desk.h"
#include "models/profile/profile.h"

namespace signalbox {

LeversSummary leversSummary(const Desk &desk, const TokenService &tokens, const Profile &profile)
{
    const QString locked = Text::tr("levers locked");
    const QString asksAgain = Text::tr("Each lever asks you to sign in again before it acts.");
    if (const int pulled = desk.underWay(); pulled > 0)
        return {pulled == 1 ? Text::tr("1 lever under way") : Text::tr("%1 levers under way").arg(pulled),
                asksAgain};
    if (!tokens.user())
        return {locked, Text::tr("Nobody is signed in.")};
    if (const LeverGate gate = desk.gate(); !gate.allowed)
        return {Text::tr("levers off: %1").arg(displayText(gate.reason, 60)),
                Text::tr("You can't pull levers: %1; %2.").arg(gate.reason, gate.found)};
    if (profile.oidc.interveneClientId.isEmpty())
        return {Text::tr("levers: by role only"),
                Text::tr("This profile has no intervene client: levers are gated by role "
                         "only, not by a fresh sign-in.")};
    return {locked, asksAgain};
}

} // namespace signalbox
