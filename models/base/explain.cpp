// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/explain.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

QString Explanation::sentence() const
{
    QString text = what;
    for (const QString &part : {why, next})
        if (!part.isEmpty())
            text += u' ' + part;
    return text;
}

namespace {

/// Temporal refuses for want of a role; what an issuer refuses has other causes.
Explanation explainDenied(const Error &error, const QString &where)
{
    const bool isTemporals = error.code == "PERMISSION_DENIED"_L1 || error.code == "UNAUTHENTICATED"_L1;
    return {Text::tr("%1 refused this.").arg(where),
            {},
            isTemporals ? Text::tr("Ask for the role, or sign in as somebody who has it.")
                        : Text::tr("Sign in again; if it stays, show this to whoever runs the issuer.")};
}

/// The server's refusals have its code; the console's own budget has none.
Explanation explainThrottled(const Error &error, const QString &where)
{
    return {error.code.isEmpty() ? Text::tr("Signalbox holds back calls to stay within the server's limits.")
                                 : Text::tr("%1 is limiting calls.").arg(where),
            {},
            Text::tr("Wait a moment and try again.")};
}

/// A call is small but for its token.
Explanation explainTooLarge(const Error &error)
{
    if (error.code == "HTTP 431"_L1)
        return {Text::tr("The token is too large."),
                {},
                Text::tr("Ask whoever runs the issuer to put less into it, or whoever runs the proxy before "
                         "Temporal to let it through.")};
    return {Text::tr("The message is too large."), {}, Text::tr("Ask for less at once.")};
}

Explanation explainKind(const Error &error, const QString &where)
{
    switch (error.kind) {
    case ErrorKind::Unreachable:
        return {Text::tr("No answer from %1.").arg(where), {}, Text::tr("Signalbox keeps trying.")};
    case ErrorKind::Denied:
        return explainDenied(error, where);
    case ErrorKind::Expired:
        return {
            Text::tr("The session has ended."), {}, Text::tr("Sign in again; nothing you typed is lost.")};
    case ErrorKind::Throttled:
        return explainThrottled(error, where);
    case ErrorKind::TooLarge:
        return explainTooLarge(error);
    case ErrorKind::NotFound:
        return {Text::tr("It does not exist, or no longer does."), {}, Text::tr("Refresh the list.")};
    case ErrorKind::Invalid:
        return {Text::tr("This was not accepted."), {}, Text::tr("Correct it and try again.")};
    case ErrorKind::LostRace:
        return {Text::tr("It changed in the meantime; nothing was sent."),
                {},
                Text::tr("Look at the new state first.")};
    case ErrorKind::Unsupported:
        return {Text::tr("%1 does not offer this.").arg(where), {}, {}};
    case ErrorKind::Configuration:
        return {
            Text::tr("The configuration cannot be used."), {}, Text::tr("Correct the file and start again.")};
    case ErrorKind::Cancelled:
        return {Text::tr("This was cancelled."), {}, {}};
    case ErrorKind::Internal:
        break;
    }
    return {Text::tr("Something went wrong at %1.").arg(where),
            {},
            Text::tr("Copy the details for whoever runs it.")};
}

} // namespace

Explanation explain(const Error &error)
{
    Explanation text = explainKind(error, error.endpoint.isEmpty() ? Text::tr("The server") : error.endpoint);
    text.why = displayText(error.detail, 512);
    if (!text.why.isEmpty() && !text.why.endsWith(u'.'))
        text.why += u'.';
    return text;
}

} // namespace signalbox
