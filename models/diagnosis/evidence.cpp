// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/evidence.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"

#include <algorithm>

namespace signalbox::evidence {

using namespace Qt::StringLiterals;

namespace {

// The calls by their own names: they are the same in every language.
const QString describeQueue = u"DescribeTaskQueue"_s;
const QString listWorkers = u"ListWorkers"_s;
const QString countRuns = u"CountWorkflowExecutions"_s;
constexpr int nameLength = 80;

QString whoSet(const RateLimit &limit)
{
    switch (limit.source) {
    case RateLimitSource::Api:
        return limit.identity.isEmpty() ? Text::tr("set through the API")
                                        : Text::tr("set by %1").arg(displayText(limit.identity, nameLength));
    case RateLimitSource::Worker:
        return Text::tr("set by its workers");
    case RateLimitSource::System:
        return Text::tr("the cluster's own");
    case RateLimitSource::Unknown:
        break;
    }
    return Text::tr("set by an unknown source");
}

/// The one that polled last.
const SeenPoller *lastPoller(const std::vector<SeenPoller> &pollers)
{
    const auto last = std::max_element(pollers.begin(), pollers.end(),
                                       [](const auto &a, const auto &b) { return a.lastPoll < b.lastPoll; });
    return last != pollers.end() && last->lastPoll ? &*last : nullptr;
}

} // namespace

Lines all(std::initializer_list<Lines> parts)
{
    Lines lines;
    for (const Lines &part : parts)
        lines.insert(lines.end(), part.begin(), part.end());
    return lines;
}

Lines line(const Observed &seen, const QString &what, const QString &value, const QString &source,
           std::optional<Milliseconds> at)
{
    return {{what, value, source, at ? std::optional(seen.now - *at) : std::nullopt}};
}

Lines looked(const Side &side, const QString &what, const QString &value)
{
    return line(side.seen(), what, value, describeQueue, side.seen().sample->sinceBoot);
}

Lines waiting(const Side &side)
{
    if (!side.backlog())
        return {};
    Lines count = looked(side, Text::tr("%1 tasks that wait").arg(side.kind()), formatCount(side.backlog()));
    if (!side.waits() || !side.oldest())
        return count;
    return all({count, looked(side, Text::tr("the oldest waits for"), formatDuration(side.oldest()))});
}

Lines pollers(const Side &side)
{
    if (!side.alive())
        return {};
    const QString what = Text::tr("%1 pollers alive").arg(side.kind());
    Lines alive = looked(side, what, formatCount(side.alive()));
    const SeenPoller *const last = lastPoller(side.pollers());
    if (!last)
        return side.isPolled()
                   ? alive
                   : all({alive, looked(side, Text::tr("last poll"), Text::tr("none in 5 minutes"))});
    return all({alive, line(side.seen(), Text::tr("last poll"), displayText(last->identity, nameLength),
                            describeQueue, last->lastPoll)});
}

Lines rates(const Side &side)
{
    const TypeFacts &facts = side.facts();
    if (!facts.addRate && !facts.dispatchRate)
        return {};
    return looked(side, Text::tr("%1 tasks in / out a second").arg(side.kind()),
                  formatRates(facts.addRate, facts.dispatchRate));
}

Lines trend(const Side &side)
{
    const Flow &flow = side.flow();
    if (!flow.seenFor || !flow.change)
        return {};
    const QString change = *flow.change > 0 ? u'+' + formatCount(flow.change) : formatCount(flow.change);
    return line(side.seen(), Text::tr("change in %1").arg(formatDuration(flow.seenFor)), change,
                Text::tr("earlier looks"), side.seen().sample->sinceBoot);
}

Lines limit(const Side &side)
{
    const auto &limit = side.facts().limit;
    if (!limit)
        return {};
    if (!isSet(*limit))
        return looked(side, Text::tr("rate limit of %1 tasks").arg(side.kind()), Text::tr("none"));
    const QString value = Text::tr("%1 a second, %2").arg(formatRate(limit->perSecond), whoSet(*limit));
    Lines lines = looked(side, Text::tr("rate limit of %1 tasks").arg(side.kind()), value);
    if (!limit->reason.isEmpty())
        lines = all({lines, looked(side, Text::tr("its reason"), displayText(limit->reason, 256))});
    if (limit->updated)
        lines = all({lines, looked(side, Text::tr("set at"), formatDateTime(limit->updated))});
    return lines;
}

Lines workers(const Side &side)
{
    const Observed &seen = side.seen();
    const Workforce &force = side.workforce();
    const QString what = Text::tr("workers by their heartbeats");
    if (!seen.workers)
        return line(seen, what, Text::tr("not known"), listWorkers, std::nullopt);
    const Milliseconds at = seen.workers->sinceBoot;
    if (!force.isTold())
        return line(seen, what, Text::tr("none"), listWorkers, at);
    Lines lines = line(seen, what, Text::tr("%1 alive, %2 gone").arg(force.alive.size()).arg(force.gone),
                       listWorkers, at);
    const QString inUse = force.total ? Text::tr("%1 of %2").arg(force.used).arg(*force.total)
                                      : Text::tr("%1, without bound").arg(force.used);
    if (force.total != 0)
        lines = all({lines, line(seen, Text::tr("%1 slots in use").arg(side.kind()), inUse, listWorkers,
                                 force.saidAt.value_or(at))});
    if (force.alive.empty() && force.lastBeat)
        lines = all({lines, line(seen, Text::tr("last heartbeat"), Text::tr("of one that is gone"),
                                 listWorkers, force.lastBeat)});
    return lines;
}

Lines running(const Observed &seen)
{
    if (!seen.running)
        return {};
    return line(seen, Text::tr("workflows that run on it"), formatCount(seen.running->count), countRuns,
                seen.running->sinceBoot);
}

Lines paused(const Observed &seen)
{
    if (!seen.paused)
        return {};
    return line(seen, Text::tr("workflows that are paused"), formatCount(seen.paused->count), countRuns,
                seen.paused->sinceBoot);
}

} // namespace signalbox::evidence
