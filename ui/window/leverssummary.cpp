// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/leverssummary.h"

#include "models/base/format.h"
#include "models/identity/tokenservice.h"
#include "models/interventions/desk.h"
#include "models/profile/profile.h"

#include <QCoreApplication>

namespace signalbox {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("signalbox::LeversSummary", text);
}

} // namespace

LeversSummary leversSummary(const Desk &desk, const TokenService &tokens, const Profile &profile)
{
    const QString locked = tr("levers locked");
    const QString asksAgain = tr("Each lever asks you to sign in again before it acts.");
    if (const int pulled = desk.underWay(); pulled > 0)
        return {pulled == 1 ? tr("1 lever under way") : tr("%1 levers under way").arg(pulled), asksAgain};
    if (!tokens.user())
        return {locked, tr("Nobody is signed in.")};
    if (const LeverGate gate = desk.gate(); !gate.allowed)
        return {tr("levers off: %1").arg(displayText(gate.reason, 60)),
                tr("You can't pull levers: %1.").arg(gate.reason)};
    if (profile.oidc.interveneClientId.isEmpty())
        return {tr("levers: by role only"),
                tr("This profile has no intervene client: levers are gated by role "
                   "only, not by a fresh sign-in.")};
    return {locked, asksAgain};
}

} // namespace signalbox
