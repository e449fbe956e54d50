// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/ownpast.h"

#include "models/interventions/journal.h"
#include "models/monitor/watch.h"

namespace signalbox {

OwnPast::OwnPast(Past &past, const Watch &watch, const Journal &journal, const Clock &clock, QObject *parent)
    : MomentSource(parent)
    , m_past(past)
    , m_journal(journal)
    , m_clock(clock)
{
    connect(&watch, &Watch::listed, this, &MomentSource::changed);
}

MomentSource::Span OwnPast::span() const
{
    const Instant now = m_clock.utc();
    return {now - kept, now};
}

Reply<PastMoment> OwnPast::moment(Instant at, Milliseconds lineSpan)
{
    return m_past.moment(at, lineSpan);
}

Reply<std::vector<Transition>> OwnPast::alerts(Span span)
{
    return m_past.alerts(span.from, span.to);
}

Reply<PastSpan> OwnPast::range(const QueueKey &key, Span span, int slices)
{
    return m_past.range(key, span.from, span.to, slices);
}

Reply<std::vector<Judgement>> OwnPast::judgements(const QueueKey &key, Span span)
{
    return m_past.judgements(key, span.from, span.to);
}

Reply<Overview> OwnPast::overview(const OverviewQuery &query)
{
    return m_past.overview(query);
}

Reply<std::vector<VersionRow>> OwnPast::versions(const QueueKey &key, Span span)
{
    return m_past.versions(key, span.from, span.to);
}

Reply<std::vector<Mark>> OwnPast::marks(Span span)
{
    return m_past.marks(span.from, span.to);
}

Reply<std::vector<Act>> OwnPast::acts()
{
    const ReplyPromise<std::vector<Act>> promise;
    m_journal.acts().deliver(this, [this, promise](Result<Acts> acts) {
        if (!acts)
            return promise.finish(tl::unexpected(acts.error()));
        std::erase_if(acts->newestFirst, [this](const Act &act) { return !m_past.mayRead(act.ns); });
        promise.finish(std::move(acts->newestFirst));
    });
    return promise.reply();
}

} // namespace signalbox
