// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/steps.h"

#include "models/monitor/queuewalk.h"

namespace signalbox::steps {

using namespace Qt::StringLiterals;

namespace {

NextStep workflows(const Observed &seen, const QString &text, const QString &status)
{
    if (!isMatchable(seen.key.queue))
        return elsewhere(text);
    return {text, NextStep::Opens::Workflows,
            u"%1 AND TaskQueue=%2"_s.arg(status, quotedName(seen.key.queue))};
}

} // namespace

NextStep elsewhere(const QString &text)
{
    return {text, NextStep::Opens::Nothing, {}};
}

NextStep runningWorkflows(const Observed &seen, const QString &text)
{
    return workflows(seen, text, u"ExecutionStatus='Running'"_s);
}

NextStep pausedWorkflows(const Observed &seen, const QString &text)
{
    return workflows(seen, text, u"ExecutionStatus='Paused'"_s);
}

NextStep endedWorkflows(const Observed &seen, const QString &text)
{
    return workflows(seen, text, u"ExecutionStatus!='Running'"_s);
}

} // namespace signalbox::steps
