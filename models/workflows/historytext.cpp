// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/historytext.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/workflows/failuretext.h"
#include "models/workflows/payloadtext.h"

#include <QStringList>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype cellText = 240;

QString inCell(const QString &serverText)
{
    return displayText(serverText.left(4 * cellText).simplified(), cellText);
}

/// The event that says what `event` is about: of an activity, a Nexus operation or a child the one that asked
/// for it.
const HistoryEvent &origin(const HistoryEvent &event, const EventById &byId)
{
    const qint64 id = event.scheduledEventId != 0 ? event.scheduledEventId : event.initiatedEventId;
    const HistoryEvent *found = id != 0 && id != event.id ? byId(id) : nullptr;
    return found ? *found : event;
}

QString activityWords(const HistoryEvent &event, const EventById &byId)
{
    const HistoryEvent &asked = origin(event, byId);
    const QString id = event.activityId.isEmpty() ? asked.activityId : event.activityId;
    const QString type = asked.subject.isEmpty() ? Text::tr("activity") : inCell(asked.subject);
    return id.isEmpty() ? type : u"%1 (%2)"_s.arg(type, inCell(id));
}

QString timerWords(const HistoryEvent &event)
{
    QString timer = Text::tr("timer %1").arg(inCell(event.timerId));
    if (!event.time || !event.timerLength)
        return timer;
    return Text::tr("%1 until %2").arg(timer, formatZonedTime(*event.time + *event.timerLength));
}

/// What the event is about, in a few words; empty if that is not known of its kind.
QString subjectWords(const HistoryEvent &event, const EventById &byId)
{
    if (event.type.startsWith("ActivityTask"_L1))
        return activityWords(event, byId);
    if (!event.timerId.isEmpty())
        return timerWords(event);
    const QString subject = origin(event, byId).subject;
    if (subject.isEmpty())
        return {};
    if (event.type.contains("Signal"_L1))
        return Text::tr("signal %1").arg(inCell(subject));
    if (event.type.startsWith("Marker"_L1))
        return Text::tr("marker %1").arg(inCell(subject));
    return inCell(subject);
}

QString failureWords(const HistoryEvent &event)
{
    const QString cause = event.failure.isEmpty() ? event.cause : causeText(event.failure);
    if (cause.isEmpty())
        return {};
    const bool isAnOldOne = event.type.endsWith("Started"_L1);
    return isAnOldOne ? Text::tr("the last attempt failed: %1").arg(inCell(cause)) : inCell(cause);
}

/// By hand, if its worker was another.
bool wasDoneByAPerson(const HistoryEvent &event, const EventById &byId)
{
    const HistoryEvent *started = event.startedEventId != 0 ? byId(event.startedEventId) : nullptr;
    if (event.type.startsWith("ActivityTask"_L1))
        return started && !started->identity.isEmpty() && started->identity != event.identity;
    return !event.type.startsWith("WorkflowTask"_L1) && !event.type.startsWith("Nexus"_L1) &&
           !event.type.startsWith("Timer"_L1);
}

QString valueText(const NamedPayload &value, qsizetype most)
{
    return u"%1: %2\n%3"_s.arg(displayText(value.name, cellText), payloadTitle(value.payload),
                               payloadText(value.payload, most));
}

QString shownLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = displayText(line);
    return lines.join(u'\n');
}

} // namespace

QString eventWords(const HistoryEvent &event, const EventById &byId)
{
    QStringList parts{subjectWords(event, byId), failureWords(event)};
    if (event.attempt > 1)
        parts.insert(1, Text::tr("attempt %1").arg(event.attempt));
    if (!event.reason.isEmpty())
        parts << inCell(event.reason);
    if (!event.baseRunId.isEmpty())
        parts << Text::tr("brought back from run %1").arg(inCell(event.baseRunId));
    else if (!event.newRunId.isEmpty())
        parts << Text::tr("goes on as run %1").arg(inCell(event.newRunId));
    parts.removeAll(QString());
    return parts.isEmpty() ? inCell(event.summary) : parts.join(u", "_s);
}

QString eventBy(const HistoryEvent &event, const EventById &byId)
{
    if (!wasDoneByAPerson(event, byId))
        return {};
    if (event.principalName.isEmpty())
        return displayText(event.identity, cellText);
    const QString proved = Text::tr("proved: %1").arg(displayText(event.principalName, cellText));
    return event.identity.isEmpty() ? proved : displayText(event.identity, cellText) + u" · "_s + proved;
}

QString eventText(const HistoryEvent &event, const EventById &byId, qsizetype most)
{
    QStringList parts;
    const QString words = subjectWords(event, byId);
    if (!words.isEmpty())
        parts << words;
    if (!event.failure.isEmpty())
        parts << failureLines(event.failure).join(u'\n');
    for (const NamedPayload &value : event.values)
        parts << valueText(value, most);
    if (!event.summary.isEmpty())
        parts << Text::tr("As the server sent it:") + u'\n' + shownLines(event.summary);
    return parts.join(u"\n\n"_s);
}

} // namespace signalbox
