// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/assess.h"

#include "models/base/format.h"
#include "models/base/text.h"

#include <QStringList>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// From this age on a value says its age.
constexpr Milliseconds worthSaying = 1min;

/// "5 m" for the rule's own duration, where "5 m 00 s" would look measured.
QString ruleDuration(Milliseconds duration)
{
    const bool wholeMinutes = duration >= 1min && duration < 1h && duration % 1min == 0ms;
    return wholeMinutes ? Text::tr("%1 m").arg(duration / 1min) : formatDuration(duration);
}

/// By the minute once it is long, so that the column stands still.
QString age(Milliseconds duration)
{
    if (duration >= 1h || duration < worthSaying)
        return formatDuration(duration);
    return Text::tr("%1 min").arg(duration / 1min);
}

QStringList pollerTrouble(const QueueSample &sample)
{
    const bool noWorkflow = sample.workflowBacklog.value_or(0) > 0 && sample.workflowPollers == 0;
    const bool noActivity = sample.activityBacklog.value_or(0) > 0 && sample.activityPollers == 0;
    if (noWorkflow && sample.activityPollers.value_or(0) > 0)
        return {Text::tr("no workflow pollers")};
    if (noWorkflow || (noActivity && sample.workflowPollers.value_or(0) == 0))
        return {Text::tr("no pollers")};
    return noActivity ? QStringList{Text::tr("no activity pollers")} : QStringList();
}

QString stateSentence(const QueueSituation &now, const AlertRule &rule)
{
    const QString lasting = formatDuration(now.lasting);
    const QString threshold = formatCount(rule.threshold);
    switch (now.state) {
    case AlertState::Pending:
        return Text::tr("over %1 for %2 of %3").arg(threshold, lasting, ruleDuration(rule.forDuration));
    case AlertState::Firing:
        if (now.recovering)
            return Text::tr("recovering, was over %1 for %2").arg(threshold, lasting);
        if (now.inferred)
            return Text::tr("over %1, by the age of its oldest task (inferred)").arg(threshold);
        return Text::tr("over %1 for %2").arg(threshold, lasting);
    case AlertState::Inactive:
    case AlertState::Unknown:
        break;
    }
    return {};
}

bool isTooOld(const QueueSituation &now)
{
    return now.age > validity(now.sample->interval);
}

/// Why nothing can be said of the queue.
std::optional<QString> unknownBecause(const QueueSituation &now)
{
    if (now.namespaceTrouble)
        return now.namespaceTrouble;
    if (!now.sample)
        return now.waiting ? Text::tr("waiting for the first answer") : Text::tr("no answer yet");
    if (isTooOld(now))
        return Text::tr("no answer for %1; last value shown").arg(age(now.age));
    if (!now.seen)
        return Text::tr("declared, never seen");
    if (now.state == AlertState::Unknown)
        return Text::tr("the server gave no backlog");
    return {};
}

Signal signalOf(AlertState state)
{
    switch (state) {
    case AlertState::Firing:
        return Signal::Danger;
    case AlertState::Pending:
        return Signal::Caution;
    case AlertState::Inactive:
        return Signal::Clear;
    case AlertState::Unknown:
        break;
    }
    return Signal::Unknown;
}

} // namespace

std::optional<Milliseconds> nextChange(const QueueSituation &now, Milliseconds sinceBoot)
{
    if (now.namespaceTrouble || !now.sample)
        return {};
    const Milliseconds taken = sinceBoot - now.age;
    const Milliseconds expires = taken + validity(now.sample->interval) + 1ms;
    const auto nextMinute = [&] { return taken + (now.age / 1min + 1) * Milliseconds(1min); };
    if (sinceBoot >= expires)
        return now.age < worthSaying ? sinceBoot + 1s : nextMinute();
    const bool isCounting = now.state == AlertState::Pending || now.state == AlertState::Firing;
    if (isCounting && !now.ghost)
        return std::min(sinceBoot + 1s, expires);
    return std::min(nextMinute(), expires);
}

Signal signalOf(const QueueSituation &now)
{
    if (now.namespaceTrouble || !now.sample || isTooOld(now) || !now.seen)
        return Signal::Unknown;
    const Signal signal = signalOf(now.state);
    return now.ghost && signal == Signal::Danger ? Signal::Caution : signal;
}

QueueAssessment assess(const QueueSituation &now, const AlertRule &rule)
{
    if (const auto why = unknownBecause(now))
        return {signalOf(now), *why, {}};
    if (now.ghost)
        return {signalOf(now),
                Text::tr("ghost backlog: its %1 workflows have ended")
                    .arg(formatCount(now.sample->workflowBacklog)),
                now.since};
    // The cause first: the board's column shows the beginning.
    QStringList parts = pollerTrouble(*now.sample);
    parts << stateSentence(now, rule);
    if (now.sample->activityBacklog.value_or(0) > rule.threshold)
        parts << Text::tr("%1 activity tasks wait").arg(formatCount(now.sample->activityBacklog));
    if (now.state == AlertState::Inactive && now.age >= worthSaying)
        parts << Text::tr("checked %1 ago").arg(age(now.age));
    parts.removeAll(QString());
    return {signalOf(now), parts.join(u"; "_s), now.since};
}

} // namespace signalbox
