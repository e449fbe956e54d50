// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/pendingtext.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/workflows/failuretext.h"

#include <algorithm>
#include <tuple>

namespace signalbox {

using namespace Qt::StringLiterals;

QString shown(const QString &serverText)
{
    return displayText(serverText, 120);
}

QString shownCause(const QString &serverText)
{
    return displayText(serverText, 400);
}

QString ended(const QString &sentence)
{
    return sentence.endsWith(u'.') ? sentence : sentence + u'.';
}

QString since(std::optional<Instant> then, Instant now)
{
    return then ? formatDuration(std::max(now - *then, Milliseconds(0))) : formatDuration(std::nullopt);
}

QString pauseClause(const Pause &pause, Instant now)
{
    QString text;
    if (!pause.rule.isEmpty())
        text += Text::tr(" by rule %1").arg(shown(pause.rule));
    else if (!pause.by.isEmpty())
        text += Text::tr(" by %1").arg(shown(pause.by));
    if (pause.since)
        text += Text::tr(" for %1").arg(since(pause.since, now));
    if (!pause.reason.isEmpty())
        text += u" (%1)"_s.arg(shown(pause.reason));
    return text;
}

namespace {

/// The activity that most likely holds the run up: failing ones first, then the one on its highest attempt.
const PendingActivity &mostTroubled(const std::vector<PendingActivity> &activities)
{
    const auto trouble = [](const PendingActivity &activity) {
        return std::pair(!activity.lastFailure.isEmpty(), activity.attempt);
    };
    return *std::max_element(activities.begin(), activities.end(), [&](const auto &left, const auto &right) {
        return trouble(left) < trouble(right);
    });
}

QString stateClause(const PendingActivity &activity, Instant now)
{
    switch (activity.state) {
    case ActivityState::Started:
        return Text::tr("runs on %1 for %2")
            .arg(shown(activity.lastWorker), since(activity.lastStartedTime, now));
    case ActivityState::CancelRequested:
        return Text::tr("was asked to cancel and has not answered");
    case ActivityState::Paused:
        return Text::tr("is paused") + (activity.pause ? pauseClause(*activity.pause, now) : QString());
    case ActivityState::PauseRequested:
        return Text::tr("is to be paused after this attempt") +
               (activity.pause ? pauseClause({activity.pause->by, activity.pause->reason,
                                              activity.pause->rule, std::nullopt},
                                             now)
                               : QString());
    case ActivityState::Scheduled:
    case ActivityState::Unspecified:
        break;
    }
    if (activity.nextAttemptTime && *activity.nextAttemptTime > now)
        return Text::tr("next try in %1").arg(formatDuration(*activity.nextAttemptTime - now));
    return Text::tr("waits for a worker on %1 for %2")
        .arg(shown(activity.taskQueue), since(activity.scheduledTime, now));
}

bool waitsForATry(const PendingActivity &activity)
{
    return activity.state == ActivityState::Scheduled || activity.state == ActivityState::Unspecified;
}

QString sentenceOf(const PendingActivity &activity, Instant now)
{
    const QString clause = stateClause(activity, now);
    const QString text = activity.attempt > 1
                             ? Text::tr("Activity %1 is on attempt %2, %3")
                                   .arg(shown(activity.type), QString::number(activity.attempt), clause)
                             : Text::tr("Activity %1 %2").arg(shown(activity.type), clause);
    if (activity.lastFailure.isEmpty())
        return ended(text);
    const QString cause = shownCause(causeText(activity.lastFailure));
    // While an attempt runs nobody knows how it ends.
    return waitsForATry(activity)
               ? ended(text + u": "_s + cause)
               : ended(text) + u' ' + ended(Text::tr("The last attempt failed: %1").arg(cause));
}

QString nexusClause(const PendingNexusOperation &operation, Instant now)
{
    if (operation.state == NexusState::Blocked)
        return Text::tr("is held back by the server");
    if (operation.cancelRequested)
        return Text::tr("was asked to cancel and has not answered");
    if (operation.state == NexusState::Started)
        return Text::tr("runs for %1").arg(since(operation.scheduledTime, now));
    if (operation.nextAttemptTime && *operation.nextAttemptTime > now)
        return Text::tr("is on attempt %1, next try in %2")
            .arg(QString::number(operation.attempt), formatDuration(*operation.nextAttemptTime - now));
    return Text::tr("is being called for %1").arg(since(operation.scheduledTime, now));
}

/// The one that is in most trouble: held back or failing first.
const PendingNexusOperation &mostTroubled(const std::vector<PendingNexusOperation> &operations)
{
    const auto trouble = [](const PendingNexusOperation &operation) {
        return std::tuple(operation.state == NexusState::Blocked, !operation.lastFailure.isEmpty(),
                          operation.attempt);
    };
    return *std::max_element(operations.begin(), operations.end(), [&](const auto &left, const auto &right) {
        return trouble(left) < trouble(right);
    });
}

QString sentenceOf(const PendingNexusOperation &operation, Instant now)
{
    const QString text = Text::tr("Nexus operation %1 at endpoint %2 %3")
                             .arg(shown(operation.service + u'.' + operation.operation),
                                  shown(operation.endpoint), nexusClause(operation, now));
    const QString why = operation.state == NexusState::Blocked && !operation.blockedReason.isEmpty()
                            ? operation.blockedReason
                            : causeText(operation.lastFailure);
    if (why.isEmpty())
        return ended(text);
    if (operation.state == NexusState::Started)
        return ended(text) + u' ' + ended(Text::tr("The last attempt failed: %1").arg(shownCause(why)));
    return ended(text + u": "_s + shownCause(why));
}

} // namespace

QString activitySentence(const std::vector<PendingActivity> &activities, Instant now)
{
    return sentenceOf(mostTroubled(activities), now);
}

QString nexusSentence(const std::vector<PendingNexusOperation> &operations, Instant now)
{
    return sentenceOf(mostTroubled(operations), now);
}

} // namespace signalbox
