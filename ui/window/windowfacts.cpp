// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/windowfacts.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/interventions/journal.h"
#include "models/profile/profilefolder.h"
#include "models/profile/quiet.h"
#include "models/temporal/grpcversion.h"
#include "ui/state/uistate.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString listed(const QStringList &values)
{
    return values.isEmpty() ? u"–"_s : values.join(u", "_s);
}

QString leverText(const Profile &profile, const LeverGate &gate)
{
    if (!gate.allowed)
        return Text::tr("off: %1; %2").arg(gate.reason, gate.found);
    return profile.oidc.interveneClientId.isEmpty()
               ? Text::tr("gated by role only: the profile has no intervene client")
               : Text::tr("each asks you to sign in again before it acts");
}

} // namespace

std::vector<Fact> userFacts(const User &user, const Profile &profile, const LeverGate &gate,
                            std::optional<Instant> tokenExpiresAt)
{
    return {
        {u"user"_s, Text::tr("user"), user.name, false, {}, false},
        {u"subject"_s, Text::tr("subject"), user.subject, true, {}, false},
        {u"issuer"_s, Text::tr("signed in at"), profile.oidc.issuer.toString(), true, {}, false},
        {u"groups"_s,
         profile.oidc.adminClaim.isEmpty() ? Text::tr("groups") : profile.oidc.adminClaim,
         listed(user.groups),
         false,
         {},
         false},
        {u"permissions"_s, Text::tr("permissions"), listed(user.permissions), true, {}, false},
        {u"levers"_s, Text::tr("levers"), leverText(profile, gate), false, {}, false},
        {u"expires"_s, Text::tr("token until"), formatZonedTime(tokenExpiresAt), false,
         Text::tr("renewed by itself"), false},
    };
}

std::vector<Fact> aboutFacts(const Profile &profile, const QString &profilesFile)
{
    std::vector<Fact> facts;
    const auto add = [&facts](const QString &name, const QString &label, const QString &value, bool isId) {
        if (!value.isEmpty())
            facts.push_back({name, label, value, isId, {}, false});
    };
    add(u"version"_s, Text::tr("Signalbox"), u"" SIGNALBOX_VERSION ""_s, false);
    add(u"commit"_s, Text::tr("commit"), u"" SIGNALBOX_COMMIT ""_s, true);
    add(u"qt"_s, Text::tr("Qt"), QString::fromLatin1(qVersion()), false);
    add(u"grpc"_s, Text::tr("gRPC"), grpcVersion(), false);
    add(u"profiles"_s, Text::tr("profiles"), profilesFile, true);
    add(u"runbook"_s, Text::tr("runbook"),
        profile.runbookPath.isEmpty() ? Text::tr("the built-in one") : profile.runbookPath,
        !profile.runbookPath.isEmpty());
    add(u"notify"_s, Text::tr("notifications"),
        isQuiet(profile.name)
            ? Text::tr("off, by the File menu")
            : Text::tr("of dangers, by whoever records; where the desktop shows none, the log says why"),
        false);
    add(u"journal"_s, Text::tr("journal"), journalPath(profile.name), true);
    add(u"state"_s, Text::tr("window's memory"), uiStatePath(profile.name), true);
    add(u"log"_s, Text::tr("log"), logPath(profile.name), true);
    add(u"licence"_s, Text::tr("licence"), Text::tr("GPL-3.0-or-later, without any warranty"), false);
    return facts;
}

} // namespace signalbox
