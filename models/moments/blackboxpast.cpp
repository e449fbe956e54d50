// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/blackboxpast.h"

#include "models/moments/blackbox.h"

namespace signalbox {

BlackBoxPast::BlackBoxPast(QString file, ExcerptLabel label, QObject *parent)
    : MomentSource(parent)
    , m_file(std::move(file))
    , m_label(std::move(label))
{
}

Reply<PastMoment> BlackBoxPast::moment(Instant at, Milliseconds lineSpan)
{
    return m_reader.read<PastMoment>(
        [file = m_file, at, lineSpan] { return readMoment(file, at, lineSpan); });
}

Reply<std::vector<Transition>> BlackBoxPast::alerts(Span span)
{
    return m_reader.read<std::vector<Transition>>([file = m_file, span] {
        return readTransitions(file, span.from, span.to).map([](std::vector<Transition> changes) {
            std::erase_if(changes,
                          [](const Transition &change) { return change.state != AlertState::Firing; });
            return changes;
        });
    });
}

Reply<PastSpan> BlackBoxPast::range(const QueueKey &key, Span span, int slices)
{
    return m_reader.read<PastSpan>([file = m_file, query = PastQuery{key, span.from, span.to, slices}] {
        return readPast(file, query).map([&query](const Series &series) {
            return PastSpan{series.thinned(query.from, query.to, query.slices), {}};
        });
    });
}

Reply<std::vector<Judgement>> BlackBoxPast::judgements(const QueueKey &key, Span span)
{
    return m_reader.read<std::vector<Judgement>>(
        [file = m_file, key, span] { return readJudgements(file, key, span.from, span.to); });
}

Reply<Overview> BlackBoxPast::overview(const OverviewQuery &query)
{
    return m_reader.read<Overview>([file = m_file, query] { return readWholeOverview(file, query); });
}

Reply<std::vector<VersionRow>> BlackBoxPast::versions(const QueueKey &key, Span span)
{
    return m_reader.read<std::vector<VersionRow>>(
        [file = m_file, key, span] { return readVersions(file, key, span.from, span.to); });
}

Reply<std::vector<Mark>> BlackBoxPast::marks(Span span)
{
    return m_reader.read<std::vector<Mark>>(
        [file = m_file, span] { return readMarks(file, span.from, span.to); });
}

Reply<std::vector<Act>> BlackBoxPast::acts()
{
    return m_reader.read<std::vector<Act>>([file = m_file] { return blackbox::readActs(file); });
}

} // namespace signalbox
