// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/evidence.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/workflows/executiontext.h"

#include <algorithm>
#include <array>

namespace signalbox::evidence {

using namespace Qt::StringLiterals;

namespace {

struct Closing
{
    QLatin1StringView type;
    const char *sentence = nullptr; ///< %1: by whom, with a space before it
};

constexpr std::array closings{
    Closing{"WorkflowExecutionTerminated"_L1,
            QT_TRANSLATE_NOOP("signalbox::Text", "The run was terminated%1")},
    Closing{"WorkflowExecutionCompleted"_L1, QT_TRANSLATE_NOOP("signalbox::Text", "The run completed%1")},
    Closing{"WorkflowExecutionFailed"_L1, QT_TRANSLATE_NOOP("signalbox::Text", "The run failed%1")},
    Closing{"WorkflowExecutionTimedOut"_L1, QT_TRANSLATE_NOOP("signalbox::Text", "The run timed out%1")},
    Closing{"WorkflowExecutionCanceled"_L1, QT_TRANSLATE_NOOP("signalbox::Text", "The run was cancelled%1")},
    Closing{"WorkflowExecutionContinuedAsNew"_L1,
            QT_TRANSLATE_NOOP("signalbox::Text", "The run continued as new%1")},
};

const Closing *closingOf(const HistoryEvent &event)
{
    const auto found = std::find_if(closings.begin(), closings.end(),
                                    [&](const Closing &closing) { return event.type == closing.type; });
    return found == closings.end() ? nullptr : &*found;
}

} // namespace

Done sameRun(const ExecutionDescription &seen, const ExecutionDescription &now)
{
    if (now.execution.runId != seen.execution.runId)
        return fail(ErrorKind::LostRace,
                    Text::tr("The server described another run, %1.").arg(displayText(now.execution.runId)));
    if (now.execution.type != seen.execution.type)
        return fail(ErrorKind::LostRace,
                    Text::tr("The run is of another type now, %1.").arg(displayText(now.execution.type)));
    if (!isOpen(now.execution.status))
        return fail(ErrorKind::LostRace,
                    Text::tr("The run has ended: %1.").arg(statusName(now.execution.status)));
    if (now.execution.status != seen.execution.status)
        return fail(ErrorKind::LostRace, Text::tr("The run was %1 and is %2 now.")
                                             .arg(statusName(seen.execution.status).toLower(),
                                                  statusName(now.execution.status).toLower()));
    return {};
}

QString whyNotOpen(ExecutionStatus status)
{
    return isOpen(status) ? QString() : Text::tr("the run is closed");
}

QString closedObstacle(const ExecutionDescription &seen)
{
    const ExecutionStatus status = seen.execution.status;
    return isOpen(status) ? QString()
                          : Text::tr("The run is closed (%1): there is nothing left to do here.")
                                .arg(statusName(status).toLower());
}

const HistoryEvent *ownEvent(const std::vector<HistoryEvent> &events, QLatin1StringView type,
                             const QString &identity)
{
    const auto found = std::find_if(events.begin(), events.end(), [&](const HistoryEvent &event) {
        return event.type == type && event.identity == identity;
    });
    return found == events.end() ? nullptr : &*found;
}

const HistoryEvent *closingEvent(const std::vector<HistoryEvent> &newestFirst)
{
    const auto found = std::find_if(newestFirst.begin(), newestFirst.end(),
                                    [](const HistoryEvent &event) { return closingOf(event) != nullptr; });
    return found == newestFirst.end() ? nullptr : &*found;
}

QString place(const HistoryEvent &event)
{
    const QString number = Text::tr("event %1").arg(event.id);
    return event.time ? Text::tr("%1 at %2").arg(number, formatZonedTime(event.time)) : number;
}

QString byWhom(const HistoryEvent &event)
{
    return event.identity.isEmpty() ? QString() : Text::tr("by %1").arg(displayText(event.identity, 120));
}

Settlement closedBefore(const HistoryEvent *event, const ExecutionDescription &now)
{
    if (!event)
        return {Outcome::LostRace,
                Text::tr("The run had ended before: %1.").arg(statusName(now.execution.status)),
                {}};
    const QString who = byWhom(*event);
    QString text = Text::tr(closingOf(*event)->sentence).arg(who.isEmpty() ? who : u' ' + who);
    text += Text::tr(" before this could take effect (%1)").arg(place(*event));
    if (!event->newRunId.isEmpty())
        text += Text::tr("; it continues as run %1").arg(displayText(event->newRunId));
    return {Outcome::LostRace, text + u'.', *event};
}

} // namespace signalbox::evidence
