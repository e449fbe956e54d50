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

Explanation explainKind(ErrorKind kind, const QString &where)
{
    switch (kind) {
    case ErrorKind::Unreachable:
        return {Text::tr("No answer from %1.").arg(where), {}, Text::tr("Signalbox keeps trying.")};
    case ErrorKind::Denied:
        return {Text::tr("%1 refused this.").arg(where),
                {},
                Text::tr("Ask for the role, or sign in as somebody who has it.")};
    case ErrorKind::Expired:
        return {
            Text::tr("The session has ended."), {}, Text::tr("Sign in again; nothing you typed is lost.")};
    case ErrorKind::Throttled:
        return {Text::tr("%1 is limiting calls.").arg(where), {}, Text::tr("Wait a moment and try again.")};
    case ErrorKind::TooLarge:
        return {Text::tr("The message is too large."), {}, Text::tr("Ask for less at once.")};
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
    Explanation text =
        explainKind(error.kind, error.endpoint.isEmpty() ? Text::tr("The server") : error.endpoint);
    text.why = displayText(error.detail, 512);
    if (!text.why.isEmpty() && !text.why.endsWith(u'.'))
        text.why += u'.';
    return text;
}

} // namespace signalbox
