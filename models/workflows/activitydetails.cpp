// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/activitydetails.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/workflows/failuretext.h"
#include "models/workflows/payloadtext.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A heading, and its lines indented; nothing if there are none.
QString section(const QString &heading, const QStringList &lines)
{
    if (lines.isEmpty())
        return {};
    QString body = lines.join(u'\n');
    return heading + u"\n  "_s + body.replace(u'\n', u"\n  "_s) + u'\n';
}

QStringList attemptLines(const PendingActivity &activity)
{
    const QString attempt = QString::number(activity.attempt);
    QStringList lines;
    lines << (activity.maximumAttempts > 0
                  ? Text::tr("attempt %1 of %2").arg(attempt, QString::number(activity.maximumAttempts))
                  : Text::tr("attempt %1, without a limit").arg(attempt));
    const auto line = [&lines](const QString &what, const std::optional<Instant> &at) {
        if (at)
            lines << what.arg(formatZonedTime(at));
    };
    line(Text::tr("scheduled %1"), activity.scheduledTime);
    line(Text::tr("last started %1"), activity.lastStartedTime);
    line(Text::tr("last attempt ended %1"), activity.lastAttemptEndTime);
    line(Text::tr("next try %1"), activity.nextAttemptTime);
    if (activity.retryInterval)
        lines << Text::tr("waits %1 between tries").arg(formatDuration(activity.retryInterval));
    if (!activity.lastWorker.isEmpty())
        lines << Text::tr("last worker %1").arg(displayText(activity.lastWorker));
    return lines;
}

QStringList timeoutLines(const PendingActivity &activity)
{
    QStringList lines;
    const auto line = [&lines](const QString &what, const std::optional<Milliseconds> &length) {
        if (length)
            lines << what.arg(formatDuration(length));
    };
    line(Text::tr("start to close %1"), activity.startToCloseTimeout);
    line(Text::tr("schedule to start %1"), activity.scheduleToStartTimeout);
    line(Text::tr("schedule to close %1"), activity.scheduleToCloseTimeout);
    line(Text::tr("heartbeat %1"), activity.heartbeatTimeout);
    if (activity.expirationTime)
        lines << Text::tr("given up for good %1").arg(formatZonedTime(activity.expirationTime));
    return lines;
}

QStringList heartbeatLines(const PendingActivity &activity)
{
    QStringList lines;
    if (activity.lastHeartbeatTime)
        lines << Text::tr("last heartbeat %1").arg(formatZonedTime(activity.lastHeartbeatTime));
    for (const Payload &detail : activity.heartbeatDetails)
        lines << payloadTitle(detail) << payloadText(detail);
    return lines;
}

QStringList inputLines(const HistoryEvent *scheduled)
{
    if (!scheduled)
        return {Text::tr("It stands in older events, which were not read: Load older.")};
    QStringList lines;
    for (const NamedPayload &value : scheduled->values)
        lines << displayText(value.name, 120) + u": "_s + payloadTitle(value.payload)
              << payloadText(value.payload);
    return lines.isEmpty() ? QStringList{Text::tr("none")} : lines;
}

} // namespace

QString activityPulse(const PendingActivity &activity, Instant now)
{
    QStringList parts;
    if (activity.nextAttemptTime && *activity.nextAttemptTime > now)
        parts << Text::tr("next try in %1").arg(formatDuration(*activity.nextAttemptTime - now));
    if (activity.state == ActivityState::Started && activity.lastStartedTime)
        parts << Text::tr("runs for %1")
                     .arg(formatDuration(std::max(now - *activity.lastStartedTime, Milliseconds(0))));
    if (activity.lastHeartbeatTime)
        parts << Text::tr("last heartbeat %1 ago")
                     .arg(formatDuration(std::max(now - *activity.lastHeartbeatTime, Milliseconds(0))));
    else if (activity.heartbeatTimeout)
        parts << Text::tr("no heartbeat yet");
    return parts.join(u" · "_s);
}

QString activityDetails(const PendingActivity &activity, const HistoryEvent *scheduled)
{
    QStringList sections{
        section(Text::tr("Last failure, from the wrapper to the cause"), failureLines(activity.lastFailure)),
        section(Text::tr("Attempts"), attemptLines(activity)),
        section(Text::tr("Heartbeat"), heartbeatLines(activity)),
        section(Text::tr("Timeouts"), timeoutLines(activity)),
        section(Text::tr("Input"), inputLines(scheduled)),
    };
    sections.removeAll(QString());
    return sections.join(u'\n').trimmed();
}

} // namespace signalbox
