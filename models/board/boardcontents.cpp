// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardrows.h"

#include "models/alerts/alertengine.h"
#include "models/board/boardtext.h"
#include "models/board/sparkline.h"
#include "models/monitor/watch.h"

#include <algorithm>

/// What the rows of the board say; boardrows.cpp has which there are.
namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// A namespace's count is asked once a minute where nobody looks.
constexpr Milliseconds countValidity = validity(60s);

/// The columns whose text differs; {ColumnCount, -1} if none does. All of them where the row turned stale or
/// fresh.
template <class Facts>
std::pair<int, int> changedColumns(const Facts &before, const Facts &after)
{
    std::pair<int, int> changed(BoardModel::ColumnCount, -1);
    for (int i = 0; i < BoardModel::ColumnCount; ++i) {
        const auto column = static_cast<BoardModel::Column>(i);
        if (before.stale == after.stale && boardtext::text(before, column) == boardtext::text(after, column))
            continue;
        changed.first = std::min(changed.first, i);
        changed.second = i;
    }
    return changed;
}

std::optional<qint64> thresholdOf(const AlertRule *rule)
{
    return rule ? std::optional(rule->threshold) : std::nullopt;
}

} // namespace

void BoardModel::Private::refreshQueue(const QueueKey &key)
{
    BoardQueueRow *const row = find(key);
    if (!row)
        return;
    const QueueFacts before = std::exchange(row->facts, factsOf(key));
    row->facts.last = lastKnown(before, row->facts);
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
    const NamespaceSample *const sample = m_watch.namespaceSample(ns);
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
    Signal signal = Signal::Clear;
    if (!sample.readable || sample.error || !sample.running)
        signal = Signal::Unknown;
    Signal shown = signal;
    for (std::size_t worst = 0; worst < group.counts.size(); ++worst) {
        if (group.counts[worst] > 0)
            signal = worse(signal, static_cast<Signal>(worst));
        if (group.shown[worst] > 0)
            shown = worse(shown, static_cast<Signal>(worst));
    }
    const Runbook::Namespace *const said = m_runbook.namespaceOf(sample.info.name);
    return {sample, said ? std::optional(*said) : std::nullopt, signal, shown, isStale(sample)};
}

/// While no answer comes a danger is no less one for it: the row keeps what it said last, in grey.
std::optional<QueueAssessment> BoardModel::Private::lastKnown(const QueueFacts &before,
                                                              const QueueFacts &after) const
{
    const NamespaceSample *ns = m_watch.namespaceSample(after.key.ns);
    const bool isOnlyOld = after.stale && after.assessment.signal == Signal::Unknown && ns && ns->readable;
    if (!isOnlyOld || before.last)
        return isOnlyOld ? before.last : std::nullopt;
    return before.assessment.signal != Signal::Unknown ? std::optional(before.assessment) : std::nullopt;
}

QueueFacts BoardModel::Private::factsOf(const QueueKey &key) const
{
    QueueFacts facts;
    facts.key = key;
    if (const Runbook::Queue *const said = m_runbook.queueOf(key)) {
        facts.owner = said->owner;
        facts.notes = said->notes;
    }
    facts.workflowLimit = thresholdOf(m_alerts.rule(RuleKind::Backlog, key));
    facts.activityLimit = thresholdOf(m_alerts.rule(RuleKind::ActivityBacklog, key));
    if (m_watch.isSeen(key))
        facts.sample = m_watch.latest(key);
    if (const auto running = m_watch.running(key))
        facts.running = running->count;
    facts.assessment = m_alerts.assessment(key);
    facts.stale = facts.sample && isStale(*facts.sample);
    return facts;
}

/// No newer one will come of a namespace that is gone.
bool BoardModel::Private::isStale(const QueueSample &sample) const
{
    const NamespaceSample *ns = m_watch.namespaceSample(sample.key.ns);
    return !ns || ns->gone || m_clock.sinceBoot() - sample.sinceBoot > validity(sample.interval);
}

bool BoardModel::Private::isStale(const NamespaceSample &sample) const
{
    return sample.gone || (sample.time && m_clock.sinceBoot() - sample.sinceBoot > countValidity);
}

QVariant BoardModel::Private::value(const QModelIndex &index, int role)
{
    const auto column = static_cast<Column>(index.column());
    const Milliseconds now = m_clock.sinceBoot();
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
        return boardtext::toolTip(row.facts, m_alerts.verdict(row.facts.key));
    return boardcells::value(row.facts, column, role, now);
}

const QList<double> &BoardModel::Private::line(BoardQueueRow &row)
{
    if (!row.isLineMade) {
        const Instant now = m_clock.utc();
        row.line = sparkline::points(m_watch.samples(row.facts.key, now - sparkline::span), now);
        row.isLineMade = true;
        m_lined.push_back(row.facts.key);
    }
    return row.line;
}

void BoardModel::Private::tick()
{
    for (const auto &group : m_groups)
        if (isStale(group->facts.sample) != group->facts.stale)
            setFacts(*group, NamespaceSample(group->facts.sample));
    tickLines();
}

/// Lines move on by a step. Those that nobody asked for since the last one need not be told.
void BoardModel::Private::tickLines()
{
    const qint64 step = sparkline::stepOf(m_clock.utc());
    if (std::exchange(m_step, step) == step)
        return;
    for (const QueueKey &key : std::exchange(m_lined, {})) {
        BoardQueueRow *const row = find(key);
        if (row && std::exchange(row->isLineMade, false))
            announce(index(*row), SparklineColumn, SparklineColumn);
    }
}

} // namespace signalbox
