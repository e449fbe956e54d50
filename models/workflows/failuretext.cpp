// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/failuretext.h"

#include "models/base/text.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString kindText(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Timeout:
        return Text::tr("timed out");
    case FailureKind::Canceled:
        return Text::tr("cancelled");
    case FailureKind::Terminated:
        return Text::tr("terminated");
    case FailureKind::Server:
        return Text::tr("failure of the server");
    case FailureKind::Reset:
        return Text::tr("ended by a reset");
    case FailureKind::Activity:
        return Text::tr("activity failed");
    case FailureKind::ChildWorkflow:
        return Text::tr("child workflow failed");
    case FailureKind::NexusOperation:
    case FailureKind::NexusHandler:
        return Text::tr("Nexus operation failed");
    case FailureKind::Application:
    case FailureKind::Other:
        break;
    }
    return Text::tr("failed without a message");
}

/// What the link says in words of its own, or nothing.
QString ownWords(const FailureLink &link)
{
    const QString message = link.message.trimmed();
    if (link.isEncrypted)
        return link.type.isEmpty() ? Text::tr("encrypted failure")
                                   : Text::tr("%1 (its message is encrypted)").arg(link.type);
    // Some SDKs begin the message with the type.
    if (link.type.isEmpty() || message.startsWith(link.type + u':') || message == link.type)
        return message;
    return message.isEmpty() ? link.type : link.type + u": "_s + message;
}

} // namespace

QString linkText(const FailureLink &link)
{
    const QString words = ownWords(link);
    if (!words.isEmpty())
        return words;
    return link.subject.isEmpty() ? kindText(link.kind) : u"%1 (%2)"_s.arg(kindText(link.kind), link.subject);
}

QString causeText(const Failure &failure)
{
    if (failure.isEmpty())
        return {};
    const auto speaks = [](const FailureLink &link) { return !ownWords(link).isEmpty(); };
    const auto &links = failure.links;
    const auto innermost = std::find_if(links.rbegin(), links.rend(), speaks);
    return linkText(innermost == links.rend() ? links.back() : *innermost);
}

} // namespace signalbox
