// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/spendingfacts.h"

#include "models/base/format.h"
#include "models/base/text.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

struct Kind
{
    QString name;
    QString label;
    std::vector<std::string_view> methods; ///< none: every other one
    int sent = 0;
    int refused = 0;
};

std::vector<Kind> kinds()
{
    return {
        {u"looks"_s, Text::tr("looks at queues"), {"DescribeTaskQueue"}},
        {u"counts"_s, Text::tr("counts of executions"), {"CountWorkflowExecutions"}},
        {u"lists"_s, Text::tr("lists of executions"), {"ListWorkflowExecutions", "ListActivityExecutions"}},
        {u"workers"_s,
         Text::tr("workers and their deployments"),
         {"ListWorkers", "ListWorkerDeployments", "DescribeWorkerDeploymentVersion"}},
        {u"namespaces"_s, Text::tr("namespaces"), {"ListNamespaces", "DescribeNamespace"}},
        {u"runs"_s,
         Text::tr("single runs"),
         {"DescribeWorkflowExecution", "GetWorkflowExecutionHistory", "GetWorkflowExecutionHistoryReverse"}},
        {u"others"_s, Text::tr("others, levers among them"), {}}};
}

bool covers(const Kind &kind, std::string_view method)
{
    return kind.methods.empty() ||
           std::find(kind.methods.begin(), kind.methods.end(), method) != kind.methods.end();
}

QString refusedText(int refused)
{
    return refused > 0 ? Text::tr("%1 refused").arg(refused) : QString();
}

Fact factOf(const Kind &kind)
{
    return {u"calls."_s + kind.name,   kind.label,      formatCount(kind.sent), false,
            refusedText(kind.refused), kind.refused > 0};
}

Kind together(const std::vector<MethodTraffic> &lastMinute)
{
    Kind all{u"all"_s, Text::tr("calls in the last minute"), {}};
    for (const MethodTraffic &method : lastMinute) {
        all.sent += method.sent;
        all.refused += method.refused;
    }
    return all;
}

} // namespace

std::vector<Fact> spendingFacts(const std::vector<MethodTraffic> &lastMinute,
                                std::optional<Milliseconds> sweepInterval)
{
    std::vector<Kind> all = kinds();
    for (const MethodTraffic &method : lastMinute) {
        Kind &kind = *std::find_if(all.begin(), all.end(),
                                   [&method](const Kind &each) { return covers(each, method.method); });
        kind.sent += method.sent;
        kind.refused += method.refused;
    }
    std::vector<Fact> facts{factOf(together(lastMinute))};
    std::transform(all.begin(), all.end(), std::back_inserter(facts), factOf);
    facts.push_back({u"calls.sweep"_s, Text::tr("full sweep"),
                     sweepInterval ? Text::tr("every %1").arg(formatRoughly(*sweepInterval)) : u"–"_s, false,
                     Text::tr("each queue at least as often"), false});
    return facts;
}

QString spendingText(const std::vector<MethodTraffic> &lastMinute)
{
    const Kind all = together(lastMinute);
    const QString calls = all.sent == 1 ? Text::tr("1 call/min") : Text::tr("%1 calls/min").arg(all.sent);
    return all.refused > 0 ? calls + u" · "_s + refusedText(all.refused) : calls;
}

} // namespace signalbox
