// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/failuretext.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/workflows/payloadtext.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 200;

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
    QString message = link.message.trimmed();
    if (link.isEncrypted)
        return link.type.isEmpty() ? Text::tr("encrypted failure")
                                   : Text::tr("%1 (its message is encrypted)").arg(link.type);
    // Some SDKs begin the message with the type.
    if (link.type.isEmpty() || message.startsWith(link.type + u':') || message == link.type)
        return message;
    return message.isEmpty() ? link.type : link.type + u": "_s + message;
}

/// Aside from its words: whose it is, who said it, whether it is tried again.
QString asideText(const FailureLink &link)
{
    QStringList parts;
    if (!link.subject.isEmpty())
        parts << displayText(link.subject, longestName);
    if (!link.source.isEmpty())
        parts << displayText(link.source, longestName);
    if (link.isNonRetryable)
        parts << Text::tr("not to be retried");
    return parts.isEmpty() ? QString() : u" ["_s + parts.join(u", "_s) + u']';
}

void addLink(QStringList &lines, const FailureLink &link, std::size_t number)
{
    const QStringList words = linkText(link).split(u'\n');
    for (qsizetype i = 0; i < words.size(); ++i)
        lines << (i == 0 ? u"%1. "_s.arg(number) : u"   "_s) + displayText(words[i]) +
                     (i + 1 == words.size() ? asideText(link) : QString());
    for (const Payload &detail : link.details) {
        lines << u"   "_s + payloadTitle(detail);
        for (const QString &line : payloadText(detail).split(u'\n'))
            lines << u"   "_s + line;
    }
    if (link.isEncrypted)
        lines << u"   "_s + Text::tr("Its stack trace is encrypted too.");
    for (const QString &line : link.stackTrace.trimmed().split(u'\n', Qt::SkipEmptyParts))
        lines << u"   "_s + displayText(line);
}

} // namespace

QString linkText(const FailureLink &link)
{
    QString words = ownWords(link);
    if (!words.isEmpty())
        return words;
    return link.subject.isEmpty() ? kindText(link.kind) : u"%1 (%2)"_s.arg(kindText(link.kind), link.subject);
}

QStringList failureLines(const Failure &failure)
{
    QStringList lines;
    for (std::size_t i = 0; i < failure.links.size(); ++i) {
        if (failure.omitted > 0 && i + 1 == failure.links.size())
            lines << Text::tr("… %1 more between …").arg(failure.omitted);
        addLink(lines, failure.links[i], i + 1 + (i + 1 == failure.links.size() ? failure.omitted : 0));
    }
    return lines;
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
