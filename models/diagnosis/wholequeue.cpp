// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/wholequeue.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Verdict unknown(const QString &sentence, const QString &next, evidence::Lines lines = {})
{
    Verdict verdict;
    verdict.cause = Cause::Unknown;
    verdict.code = u"unknown"_s;
    verdict.name = Text::tr("unknown");
    verdict.signal = Signal::Unknown;
    verdict.sentence = sentence;
    verdict.next = steps::elsewhere(next);
    verdict.evidence = std::move(lines);
    return verdict;
}

evidence::Lines lastLook(const Observed &seen)
{
    if (!seen.sample)
        return {};
    return evidence::line(seen, Text::tr("workflow tasks that waited"),
                          formatCount(seen.sample->workflowBacklog), u"DescribeTaskQueue"_s,
                          seen.sample->sinceBoot);
}

evidence::Lines failure(const Observed &seen)
{
    if (!seen.failure)
        return {};
    return evidence::line(seen, Text::tr("last answer"), explain(seen.failure->error).what,
                          u"DescribeTaskQueue"_s, seen.failure->sinceBoot);
}

/// By the server, that is: what this console holds back itself is never put down to it.
bool isRefused(const Observed &seen)
{
    return seen.failure && seen.failure->error.kind == ErrorKind::Throttled &&
           !seen.failure->error.code.isEmpty();
}

Verdict unanswered(const Observed &seen)
{
    if (isRefused(seen))
        return unknown(Text::tr("the server refuses looks at it, as it limits calls"),
                       Text::tr("wait: it is asked less often; else raise the server's limit"),
                       failure(seen));
    return unknown(seen.waiting ? Text::tr("waiting for the first answer") : Text::tr("no answer yet"),
                   Text::tr("wait for the next look"), failure(seen));
}

Verdict tooOld(const Observed &seen)
{
    const evidence::Lines lines = evidence::all({failure(seen), lastLook(seen)});
    if (isRefused(seen))
        return unknown(Text::tr("the server limits calls: no look for %1; last value shown")
                           .arg(formatRoughly(*seen.age())),
                       Text::tr("wait: it is asked less often; else raise the server's limit"), lines);
    return unknown(Text::tr("no answer for %1; last value shown").arg(formatRoughly(*seen.age())),
                   Text::tr("wait for the next look"), lines);
}

Verdict away(const Observed &seen)
{
    const Milliseconds since = seen.now - *seen.awaySince;
    const QString last = seen.sample ? Text::tr("; last values shown") : QString();
    Verdict verdict = unknown(
        Text::tr("the cluster has not answered for %1%2").arg(formatRoughly(since), last),
        Text::tr("check the network and the cluster"),
        evidence::all({evidence::line(seen, Text::tr("last answer"), Text::tr("the connection is lost"),
                                      Text::tr("this console"), seen.awaySince),
                       lastLook(seen)}));
    verdict.cause = Cause::ClusterAway;
    verdict.code = u"cluster_away"_s;
    verdict.name = Text::tr("the cluster is away");
    return verdict;
}

Verdict unreadable(const Observed &seen)
{
    const bool isDenied = seen.trouble == NamespaceTrouble::Denied;
    const QString next = isDenied ? Text::tr("ask for a role that may read it")
                         : seen.trouble == NamespaceTrouble::Gone ? Text::tr("take it out of the profile")
                                                                  : Text::tr("wait: it is tried again");
    Verdict verdict = unknown(
        seen.troubleText, next,
        evidence::line(seen, Text::tr("namespace"), seen.troubleText, u"DescribeNamespace"_s, std::nullopt));
    verdict.cause = Cause::Unreadable;
    verdict.code = u"unreadable"_s;
    verdict.name = Text::tr("may not be read");
    return verdict;
}

/// The server gave no count, or not who polls for what waits.
std::optional<Verdict> tooLittle(const Observed &seen)
{
    const QueueSample &sample = *seen.sample;
    const QString next = Text::tr("wait for the next look");
    if (!sample.workflowBacklog)
        return unknown(Text::tr("the server gave no backlog"), next, lastLook(seen));
    if (*sample.workflowBacklog > 0 && !sample.workflowPollers && sample.activityBacklog.value_or(0) == 0)
        return unknown(Text::tr("the server did not say who polls"), next, lastLook(seen));
    return {};
}

} // namespace

std::optional<Verdict> wholeQueue(const Observed &seen)
{
    if (seen.awaySince && (!seen.sample || seen.isTooOld()))
        return away(seen);
    if (seen.trouble != NamespaceTrouble::None)
        return unreadable(seen);
    if (!seen.sample)
        return unanswered(seen);
    if (seen.isTooOld())
        return tooOld(seen);
    if (!seen.seen)
        return unknown(Text::tr("declared, never seen"),
                       Text::tr("check its name, or start a worker for it"));
    return tooLittle(seen);
}

Verdict unheld(const Observed &seen)
{
    const Side sides[] = {{seen, TaskType::Workflow}, {seen, TaskType::Activity}};
    for (const Side &side : sides)
        if (side.waits() && !side.keepsUp()) {
            Verdict verdict = unknown(
                Text::tr("%1 wait, and what was seen does not say why").arg(side.tasks()),
                Text::tr("look at its workers"),
                evidence::all({evidence::waiting(side), evidence::pollers(side), evidence::rates(side),
                               evidence::trend(side), evidence::workers(side)}));
            verdict.type = side.type();
            verdict.signal = Signal::Clear;
            verdict.next = steps::runningWorkflows(seen, verdict.next.text);
            return verdict;
        }
    Verdict verdict;
    verdict.code = u"none"_s;
    verdict.name = Text::tr("nothing");
    verdict.evidence = evidence::all({evidence::waiting(sides[0]), evidence::waiting(sides[1]),
                                      evidence::pollers(sides[0]), evidence::pollers(sides[1])});
    return verdict;
}

} // namespace signalbox
