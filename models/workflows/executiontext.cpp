// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executiontext.h"

#include "models/base/text.h"

namespace signalbox {

bool isOpen(ExecutionStatus status)
{
    return status == ExecutionStatus::Running || status == ExecutionStatus::Paused;
}

bool wentWrong(ExecutionStatus status)
{
    return status == ExecutionStatus::Failed || status == ExecutionStatus::TimedOut;
}

bool saysWhyItEnded(ExecutionStatus status)
{
    return status == ExecutionStatus::Failed || status == ExecutionStatus::Terminated;
}

QString statusName(ExecutionStatus status)
{
    switch (status) {
    case ExecutionStatus::Running:
        return Text::tr("Running");
    case ExecutionStatus::Completed:
        return Text::tr("Completed");
    case ExecutionStatus::Failed:
        return Text::tr("Failed");
    case ExecutionStatus::Canceled:
        return Text::tr("Canceled");
    case ExecutionStatus::Terminated:
        return Text::tr("Terminated");
    case ExecutionStatus::ContinuedAsNew:
        return Text::tr("Continued as new");
    case ExecutionStatus::TimedOut:
        return Text::tr("Timed out");
    case ExecutionStatus::Paused:
        return Text::tr("Paused");
    case ExecutionStatus::Unspecified:
        break;
    }
    return Text::tr("Unknown");
}

QString activityStateName(ActivityState state)
{
    switch (state) {
    case ActivityState::Scheduled:
        return Text::tr("Scheduled");
    case ActivityState::Started:
        return Text::tr("Started");
    case ActivityState::CancelRequested:
        return Text::tr("Cancel requested");
    case ActivityState::Paused:
        return Text::tr("Paused");
    case ActivityState::PauseRequested:
        return Text::tr("Pause requested");
    case ActivityState::Unspecified:
        break;
    }
    return Text::tr("Unknown");
}

} // namespace signalbox
