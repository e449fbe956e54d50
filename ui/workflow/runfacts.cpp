// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflow/runfacts.h"

#include "models/base/format.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString kilobytes(qint64 bytes)
{
    return Text::tr("%1 kB").arg(formatCount((bytes + 999) / 1000));
}

QString events(qint64 count)
{
    return count == 1 ? Text::tr("1 event") : Text::tr("%1 events").arg(formatCount(count));
}

Fact childFact(const PendingChild &child)
{
    return {u"child"_s, Text::tr("child"), child.workflowId, true, child.parentClosePolicy.toLower(), false};
}

} // namespace

std::vector<Fact> runFacts(const ExecutionDescription &description)
{
    constexpr std::size_t childrenNamed = 3;
    const Execution &run = description.execution;
    std::vector<Fact> facts{
        {u"type"_s, Text::tr("type"), run.type, false, {}, false},
        {u"queue"_s, Text::tr("queue"), run.taskQueue, true, {}, false},
        {u"historySize"_s, Text::tr("history"), events(run.historyLength), false,
         kilobytes(run.historySizeBytes), false},
    };
    if (!description.firstRunId.isEmpty() && description.firstRunId != run.runId)
        facts.push_back({u"firstRun"_s, Text::tr("first run"), description.firstRunId, true, {}, false});
    if (description.cancelRequested)
        facts.push_back({u"cancel"_s, Text::tr("cancel"), Text::tr("requested"), false, {}, false});
    const auto &children = description.pendingChildren;
    for (std::size_t i = 0; i < children.size() && i < childrenNamed; ++i)
        facts.push_back(childFact(children[i]));
    if (children.size() > childrenNamed)
        facts.push_back({u"children"_s,
                         {},
                         children.size() == childrenNamed + 1
                             ? Text::tr("and 1 more child")
                             : Text::tr("and %1 more children").arg(children.size() - childrenNamed),
                         false,
                         {},
                         false});
    return facts;
}

} // namespace signalbox
