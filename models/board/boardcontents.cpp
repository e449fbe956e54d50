// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardrows.h"

#include "models/board/boardtext.h"

#include <algorithm>

/// What the rows of the board say; boardrows.cpp has which there are.
namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds closesValidity = validity(60s);

/// The columns that say something else; {ColumnCount, -1} if none does. All of them where the row turned
/// stale or fresh.
template <class Facts>
std::pair<int, int> changedColumns(const Facts &before, const Facts &after)
{
    std::pair<int, int> changed(BoardModel::ColumnCount, -1);
    for (int i = 0; i < BoardModel::ColumnCount; ++i) {
        const auto column = static_cast<BoardModel::Column>(i);
        if (before.stale == after.stale &&
            boardtext::spoken(before, column) == boardtext::spoken(after, column))
            continue;
        changed.first = std::min(changed.first, i);
        changed.second = i;
    }
    return changed;
}

} // namespace

void BoardModel::Private::refreshQueue(const QueueKey &key)
{
    BoardQueueRow *const row = find(key);
    if (!row)
        return;
    const QueueFacts before = std::exchange(row->facts, factsOf(*row));
    const QueueFacts &after = row->facts;
    const auto [from, to] = changedColumns(before, after);
    if (to >= 0)
        announce(index(*row), from, to);
    if (row->isLineMade && before.sample != after.sample) {
        row->isLineMade = false;
        announce(index(*row), SparklineColumn, SparklineColumn);
    }
    const bool isCountedAnew =
        before.assessment.signal != after.assessment.signal || before.shown().signal != after.shown().signal;
    if (isCountedAnew) {
        countUp(*row, before, -1);
        countUp(*row, after, 1);
    }
    if (row->parent->kind() == BoardNode::Kind::Fold)
        setFacts(static_cast<BoardFold &>(*row->parent));
    if (isCountedAnew) {
        BoardGroup &group = *find(key.ns);
        setFacts(group, group.facts.sample);
        setTotals();
    }
}

void BoardModel::Private::refreshNamespace(const QString &ns)
{
    BoardGroup *const group = find(ns);
    const NamespaceSample *const sample = m_source.namespaceSample(ns);
    if (!group || !sample)
        return;
    setFacts(*group, *sample);
    setTotals();
}

void BoardModel::Private::setFacts(BoardGroup &group, const NamespaceSample &sample)
{
    NamespaceFacts after = factsOf(sample, group);
    if (after == group.facts)
        return;
    const NamespaceFacts before = std::exchange(group.facts, std::move(after));
    if (const auto [from, to] = changedColumns(before, group.facts); to >= 0)
        announce(index(group), from, to);
}

void BoardModel::Private::setFacts(BoardFold &fold)
{
    FoldFacts after{fold.parent->name(), fold.name(), fold.counts, fold.shown, {}};
    for (const BoardNode *child : fold.children)
        after.add(static_cast<const BoardQueueRow *>(child)->facts);
    if (after == fold.facts)
        return;
    const FoldFacts before = std::exchange(fold.facts, std::move(after));
    if (const auto [from, to] = changedColumns(before, fold.facts); to >= 0)
        announce(index(fold), from, to);
}

void BoardModel::Private::setTotals()
{
    BoardTotals now;
    bool isSomeUnknown = false;
    for (const auto &group : m_groups) {
        // What is none of this person's business is not unknown to them: else no board is ever all clear.
        if (group->facts.sample.denied)
            continue;
        for (std::size_t signal = 0; signal < now.counts.size(); ++signal) {
            now.counts[signal] += group->counts[signal];
            now.shown[signal] += group->shown[signal];
        }
        const NamespaceSample &sample = group->facts.sample;
        isSomeUnknown = isSomeUnknown || (sample.readable && !sample.running);
        if (sample.running)
            now.running = now.running.value_or(0) + *sample.running;
    }
    if (isSomeUnknown)
        now.running.reset();
    if (std::exchange(m_totals, now) != now)
        Q_EMIT q.totalsChanged();
}

void BoardModel::Private::announce(const QModelIndex &first, int from, int to)
{
    Q_EMIT q.dataChanged(first.siblingAtColumn(from), first.siblingAtColumn(to));
}

NamespaceFacts BoardModel::Private::factsOf(const NamespaceSample &sample, const BoardGroup &group) const
{
    Signal signal = m_source.signal(sample);
    const bool isTroubled = signal == Signal::Unknown;
    NamespaceAssessment assessment =
        sample.readable ? m_source.assessment(sample.info.name) : NamespaceAssessment();
    signal = worse(signal, assessment.signal);
    Signal shown = signal;
    for (std::size_t worst = 0; worst < group.counts.size(); ++worst) {
        if (group.counts[worst] > 0)
            signal = worse(signal, static_cast<Signal>(worst));
        if (group.shown[worst] > 0)
            shown = worse(shown, static_cast<Signal>(worst));
    }
    const Runbook::Namespace *const said = m_runbook.namespaceOf(sample.info.name);
    NamespaceSample shownSample = sample;
    if (hasOldCloses(sample))
        shownSample.closes.reset();
    return {std::move(shownSample),
            said ? std::optional(*said) : std::nullopt,
            std::move(assessment),
            isTroubled,
            signal,
            shown,
            m_source.isStale(sample)};
}

QueueFacts BoardModel::Private::factsOf(const BoardQueueRow &row) const
{
    const QueueKey &key = row.facts.key;
    QueueFacts facts = m_source.facts(key, row.facts);
    if (const Runbook::Queue *const said = m_runbook.queueOf(key)) {
        facts.owner = said->owner;
        facts.notes = said->notes;
    }
    return facts;
}

/// Asked once a minute where somebody looks.
bool BoardModel::Private::hasOldCloses(const NamespaceSample &sample) const
{
    return sample.closes && m_source.now() - sample.closes->sinceBoot > closesValidity;
}

QVariant BoardModel::Private::value(const QModelIndex &index, int role)
{
    const auto column = static_cast<Column>(index.column());
    const Milliseconds now = m_source.now();
    BoardNode &node = nodeAt(index);
    if (node.kind() == BoardNode::Kind::Namespace)
        return boardcells::value(static_cast<BoardGroup &>(node).facts, column, role, now);
    if (node.kind() == BoardNode::Kind::Fold)
        return boardcells::value(static_cast<BoardFold &>(node).facts, column, role);
    auto &row = static_cast<BoardQueueRow &>(node);
    if (role == SparklineRole)
        return QVariant::fromValue(line(row));
    if (role == Qt::AccessibleTextRole && column == SparklineColumn)
        return boardtext::spoken(line(row));
    // Looked into when somebody asks for it: it takes longer than a cell may.
    if (role == Qt::ToolTipRole || (role == Qt::AccessibleDescriptionRole && column == NameColumn))
        return boardtext::toolTip(row.facts, m_source.verdict(row.facts.key));
    return boardcells::value(row.facts, column, role, now);
}

const QList<double> &BoardModel::Private::line(BoardQueueRow &row)
{
    if (!row.isLineMade) {
        row.line = m_source.line(row.facts.key);
        row.isLineMade = true;
        m_lined.push_back(row.facts.key);
    }
    return row.line;
}

void BoardModel::Private::tick()
{
    for (const auto &group : m_groups)
        if (m_source.isStale(group->facts.sample) != group->facts.stale || hasOldCloses(group->facts.sample))
            setFacts(*group, NamespaceSample(group->facts.sample));
    tickLines();
}

/// Lines move on by a step. Those that nobody asked for since the last one need not be told.
void BoardModel::Private::tickLines()
{
    const qint64 step = m_source.lineStep();
    if (std::exchange(m_step, step) == step)
        return;
    for (const QueueKey &key : std::exchange(m_lined, {})) {
        BoardQueueRow *const row = find(key);
        if (row && std::exchange(row->isLineMade, false))
            announce(index(*row), SparklineColumn, SparklineColumn);
    }
}

} // namespace signalbox
