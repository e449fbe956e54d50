// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/past.h"

#include "models/base/text.h"
#include "models/monitor/watch.h"
#include "models/policy/alertrule.h"

#include <iterator>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

tl::unexpected<Error> denied()
{
    return fail(ErrorKind::Denied, Text::tr("this namespace can't be read, or not yet"));
}

/// A look in memory may lie this far from where the store has it, which knows seconds and clocks as they went
/// then; two looks at one queue are at least 5 s apart.
constexpr Milliseconds sameLook = 2s;

PastSpan joined(Result<Series> stored, const std::vector<QueueSample> &remembered, const PastQuery &query)
{
    PastSpan span;
    if (stored)
        span.series = std::move(*stored);
    else
        span.unread = stored.error();
    for (const QueueSample &sample : remembered)
        if (sample.time <= query.to)
            span.series.append(sample);
    span.series = span.series.thinned(query.from, query.to, query.slices);
    return span;
}

} // namespace

Past::Past(const Watch &watch, QString path)
    : m_watch(watch)
    , m_path(std::move(path))
{
}

Reply<PastSpan> Past::range(const QueueKey &key, Instant from, Instant to, int slices)
{
    if (!mayRead(key.ns))
        return finishedReply<PastSpan>(denied());
    PastQuery query{key, from, to, slices};
    std::vector<QueueSample> remembered = m_watch.samples(key, from);
    if (!remembered.empty() && remembered.front().time <= from)
        return finishedReply<PastSpan>(joined(Series(), remembered, query));
    return m_reader.read<PastSpan>(
        [path = m_path, query = std::move(query), remembered = std::move(remembered)] {
            PastQuery before = query;
            if (!remembered.empty())
                before.to = std::min(before.to, remembered.front().time - sameLook);
            return Result<PastSpan>(joined(readPast(path, before), remembered, query));
        });
}

Reply<std::vector<Judgement>> Past::judgements(const QueueKey &key, Instant from, Instant to)
{
    if (!mayRead(key.ns))
        return finishedReply<std::vector<Judgement>>(denied());
    return m_reader.read<std::vector<Judgement>>(
        [path = m_path, key, from, to] { return readJudgements(path, key, from, to); });
}

Reply<PastMoment> Past::moment(Instant at, Milliseconds lineSpan)
{
    return m_reader.read<PastMoment>([path = m_path, readable = readable(), at, lineSpan] {
        return readMoment(path, at, lineSpan).map([&](PastMoment moment) {
            std::erase_if(moment.looks,
                          [&](const PastLook &look) { return !readable.contains(look.sample.key.ns); });
            std::erase_if(moment.namespaces,
                          [&](const PastCounts &counts) { return !readable.contains(counts.ns); });
            return moment;
        });
    });
}

Reply<std::vector<Transition>> Past::alerts(Instant from, Instant to)
{
    return transitions(from, to, [](const Transition &change) { return change.state == AlertState::Firing; });
}

Reply<std::vector<Transition>> Past::transitions(Instant from, Instant to)
{
    return transitions(from, to, [](const Transition &) { return true; });
}

Reply<std::vector<Transition>> Past::transitions(Instant from, Instant to, IsWanted isWanted)
{
    return m_reader.read<std::vector<Transition>>([path = m_path, readable = readable(), from, to, isWanted] {
        auto changes = readTransitions(path, from, to);
        if (!changes)
            return changes;
        std::erase_if(*changes, [&](const Transition &change) {
            const bool isAnyones = change.key == theCluster; // that it did not answer
            return !isWanted(change) || (!isAnyones && !readable.contains(change.key.ns));
        });
        if (changes->size() > mostAlerts)
            changes->erase(changes->begin(), std::prev(changes->end(), mostAlerts));
        return changes;
    });
}

Reply<std::vector<VersionRow>> Past::versions(const QueueKey &key, Instant from, Instant to)
{
    if (!mayRead(key.ns))
        return finishedReply<std::vector<VersionRow>>(denied());
    return m_reader.read<std::vector<VersionRow>>(
        [path = m_path, key, from, to] { return readVersions(path, key, from, to); });
}

Reply<std::vector<Mark>> Past::marks(Instant from, Instant to)
{
    return m_reader.read<std::vector<Mark>>([path = m_path, readable = readable(), from, to] {
        return readMarks(path, from, to).map([&readable](std::vector<Mark> marks) {
            std::erase_if(marks, [&readable](const Mark &mark) {
                const QueueKey &key = mark.alert.key;
                return key != theCluster && !readable.contains(key.ns);
            });
            return marks;
        });
    });
}

Reply<Overview> Past::overview(const OverviewQuery &query)
{
    return m_overviews.read<Overview>(
        [path = m_path, query, readable = readable()] { return readOverview(path, query, readable); });
}

std::set<QString> Past::readable() const
{
    std::set<QString> names;
    for (const NamespaceSample &sample : m_watch.namespaces())
        if (mayRead(sample.info.name))
            names.insert(sample.info.name);
    return names;
}

bool Past::mayRead(const QString &ns) const
{
    const NamespaceSample *sample = m_watch.namespaceSample(ns);
    return sample && (sample->readable || sample->gone);
}

} // namespace signalbox
