// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardrows.h"

#include "models/alerts/alertengine.h"
#include "models/board/boardtext.h"
#include "models/board/sparkline.h"
#include "models/monitor/watch.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// A namespace's count is asked once a minute where nobody looks.
constexpr Milliseconds countValidity = validity(60s);

/// What brings `present` to `next`, both sorted and unique: remove(first, count) from behind, then
/// insert(at, first, count) of `next` from the front, a run of neighbours at a time.
template <class Key, class Remove, class Insert>
void mergeSorted(const std::vector<Key> &present, const std::vector<Key> &next, Remove remove, Insert insert)
{
    std::vector<bool> kept;
    kept.reserve(present.size());
    for (const Key &key : present)
        kept.push_back(std::binary_search(next.begin(), next.end(), key));
    for (std::size_t end = present.size(); end > 0;) {
        std::size_t first = end;
        while (first > 0 && kept[first - 1] == kept[end - 1])
            --first;
        if (!kept[end - 1])
            remove(static_cast<int>(first), static_cast<int>(end - first));
        end = first;
    }
    const auto isNew = [&](const Key &key) {
        return !std::binary_search(present.begin(), present.end(), key);
    };
    for (std::size_t first = 0; first < next.size();) {
        std::size_t end = first;
        while (end < next.size() && isNew(next[end]) == isNew(next[first]))
            ++end;
        if (isNew(next[first]))
            insert(static_cast<int>(first), static_cast<int>(first), static_cast<int>(end - first));
        first = end;
    }
}

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

} // namespace

void BoardModel::Private::sync()
{
    std::vector<QString> present;
    for (const auto &group : m_groups)
        present.push_back(group->name());
    std::vector<QString> next;
    for (const NamespaceSample &sample : m_watch.namespaces())
        next.push_back(sample.info.name);
    mergeSorted(
        present, next, [this](int first, int count) { removeGroups(first, count); },
        [this](int at, int first, int count) { insertGroups(at, m_watch.namespaces(), first, count); });
    for (const NamespaceSample &sample : m_watch.namespaces()) {
        BoardGroup &group = *find(sample.info.name);
        mergeQueues(group);
        setFacts(group, sample);
    }
    setTotals();
}

void BoardModel::Private::removeGroups(int first, int count)
{
    const auto begin = m_groups.begin() + first;
    q.beginRemoveRows({}, first, first + count - 1);
    for (auto group = begin; group != begin + count; ++group)
        for (const BoardQueueRow *row : (*group)->queues)
            m_queues.erase(QueueKey(row->facts.key));
    m_groups.erase(begin, begin + count);
    number(first);
    q.endRemoveRows();
}

void BoardModel::Private::insertGroups(int at, const std::vector<NamespaceSample> &samples, int first,
                                       int count)
{
    q.beginInsertRows({}, at, at + count - 1);
    for (int i = 0; i < count; ++i) {
        auto group = std::make_unique<BoardGroup>();
        group->facts = factsOf(*(samples.begin() + first + i), *group);
        m_groups.insert(m_groups.begin() + at + i, std::move(group));
    }
    number(at);
    q.endInsertRows();
}

void BoardModel::Private::number(int from)
{
    for (int row = from; row < static_cast<int>(m_groups.size()); ++row)
        group(row).row = row;
}

void BoardModel::Private::syncQueues(const QString &ns)
{
    BoardGroup *const group = find(ns);
    if (!group)
        return;
    mergeQueues(*group);
    setFacts(*group, group->facts.sample);
    setTotals();
}

void BoardModel::Private::mergeQueues(BoardGroup &group)
{
    std::vector<QueueKey> present;
    for (const BoardQueueRow *row : group.queues)
        present.push_back(row->facts.key);
    const std::vector<QueueKey> next = m_watch.queues(group.name());
    mergeSorted(
        present, next, [&](int first, int count) { removeQueues(group, first, count); },
        [&](int at, int first, int count) { insertQueues(group, at, next, first, count); });
}

void BoardModel::Private::removeQueues(BoardGroup &group, int first, int count)
{
    const auto begin = group.queues.begin() + first;
    q.beginRemoveRows(index(group), first, first + count - 1);
    for (auto row = begin; row != begin + count; ++row) {
        group.count((*row)->facts, -1);
        m_queues.erase(QueueKey((*row)->facts.key));
    }
    group.queues.erase(begin, begin + count);
    q.endRemoveRows();
}

void BoardModel::Private::insertQueues(BoardGroup &group, int at, const std::vector<QueueKey> &keys,
                                       int first, int count)
{
    q.beginInsertRows(index(group), at, at + count - 1);
    for (int i = 0; i < count; ++i) {
        const QueueKey &key = *(keys.begin() + first + i);
        BoardQueueRow &row = m_queues[key];
        row.facts = factsOf(key);
        group.count(row.facts, 1);
        group.queues.insert(group.queues.begin() + at + i, &row);
    }
    q.endInsertRows();
}

void BoardModel::Private::refreshQueue(const QueueKey &key)
{
    BoardQueueRow *const row = find(key);
    if (!row)
        return;
    BoardGroup &group = *find(key.ns);
    const QueueFacts before = std::exchange(row->facts, factsOf(key));
    row->facts.last = lastKnown(before, row->facts);
    const QueueFacts &after = row->facts;
    const auto [from, to] = changedColumns(before, after);
    if (to >= 0)
        announce(index(group, key), from, to);
    if (row->isLineMade && before.sample != after.sample) {
        row->isLineMade = false;
        announce(index(group, key), SparklineColumn, SparklineColumn);
    }
    if (before.assessment.signal != after.assessment.signal ||
        before.shown().signal != after.shown().signal) {
        group.count(before, -1);
        group.count(after, 1);
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

namespace {

std::optional<qint64> thresholdOf(const AlertRule *rule)
{
    return rule ? std::optional(rule->threshold) : std::nullopt;
}

} // namespace

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

BoardGroup *BoardModel::Private::find(const QString &ns) const
{
    const auto isBefore = [](const auto &group, const QString &name) { return group->name() < name; };
    const auto found = std::lower_bound(m_groups.begin(), m_groups.end(), ns, isBefore);
    return found != m_groups.end() && (*found)->name() == ns ? found->get() : nullptr;
}

BoardQueueRow *BoardModel::Private::find(const QueueKey &key)
{
    const auto found = m_queues.find(key);
    return found != m_queues.end() ? &found->second : nullptr;
}

QModelIndex BoardModel::Private::index(BoardGroup &group, const QueueKey &key) const
{
    const auto isBefore = [](const BoardQueueRow *row, const QueueKey &of) { return row->facts.key < of; };
    const auto found = std::lower_bound(group.queues.begin(), group.queues.end(), key, isBefore);
    return q.createIndex(static_cast<int>(found - group.queues.begin()), 0, &group);
}

BoardGroup *BoardModel::Private::groupOf(const QModelIndex &queueIndex)
{
    return static_cast<BoardGroup *>(queueIndex.internalPointer());
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
        if (!row || !std::exchange(row->isLineMade, false))
            continue;
        announce(index(*find(key.ns), key), SparklineColumn, SparklineColumn);
    }
}

} // namespace signalbox
