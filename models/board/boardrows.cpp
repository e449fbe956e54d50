// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardrows.h"

#include "models/base/keyedrows.h"
#include "models/board/boardtext.h"
#include "models/board/sparkline.h"
#include "models/monitor/watch.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {
/// A namespace's count is asked once a minute where nobody looks.
constexpr Milliseconds countValidity = validity(60s);
} // namespace

/// What mergeRows asks of the namespaces.
struct BoardModel::Private::NamespaceMerge
{
    Private &d;

    void removeAt(int row)
    {
        d.q.beginRemoveRows({}, row, row);
        d.rows.erase(d.rows.begin() + row);
        d.q.endRemoveRows();
    }
    void insertAt(int row, const BoardNamespaceRow &fresh)
    {
        d.q.beginInsertRows({}, row, row);
        d.rows.insert(d.rows.begin() + row, fresh);
        d.at(row).id = d.nextId++;
        d.q.endInsertRows();
    }
    void moveTo(int from, int to)
    {
        d.q.beginMoveRows({}, from, from, {}, to);
        std::rotate(d.rows.begin() + to, d.rows.begin() + from, d.rows.begin() + from + 1);
        d.q.endMoveRows();
    }
    void update(int row, const BoardNamespaceRow &fresh) { d.setFacts(row, fresh.facts.sample); }
};

/// What it asks of the queues of one of them.
struct BoardModel::Private::QueueMerge
{
    Private &d;
    int row;

    [[nodiscard]] std::vector<BoardQueueRow> &queues() const { return d.at(row).queues; }
    void removeAt(int child)
    {
        d.q.beginRemoveRows(d.namespaceIndex(row), child, child);
        queues().erase(queues().begin() + child);
        d.q.endRemoveRows();
    }
    void insertAt(int child, const BoardQueueRow &fresh)
    {
        d.q.beginInsertRows(d.namespaceIndex(row), child, child);
        queues().insert(queues().begin() + child, fresh);
        d.q.endInsertRows();
    }
    void moveTo(int from, int to)
    {
        const QModelIndex parent = d.namespaceIndex(row);
        d.q.beginMoveRows(parent, from, from, parent, to);
        std::rotate(queues().begin() + to, queues().begin() + from, queues().begin() + from + 1);
        d.q.endMoveRows();
    }
    void update(int child, const BoardQueueRow &fresh) { d.setFacts(row, child, fresh.facts); }
};

void BoardModel::Private::sync()
{
    std::vector<BoardNamespaceRow> next;
    for (const NamespaceSample &sample : watch.namespaces())
        next.push_back({{sample}, 0, {}});
    NamespaceMerge merge{*this};
    mergeRows(
        rows, next, [](const BoardNamespaceRow &row) { return row.facts.sample.info.name; }, merge);
    std::vector<QueueKey> keys = watch.queues();
    std::sort(keys.begin(), keys.end());
    std::erase_if(assessments, [&](const auto &entry) {
        return !std::binary_search(keys.begin(), keys.end(), entry.first);
    });
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
        syncQueues(row, keys);
        setFacts(row, at(row).facts.sample);
    }
    setTotals();
}

void BoardModel::Private::syncQueues(int row, const std::vector<QueueKey> &all)
{
    std::vector<BoardQueueRow> next;
    for (const QueueKey &key : all)
        if (key.ns == at(row).facts.sample.info.name)
            next.push_back({factsOf(key), {}, 0});
    QueueMerge merge{*this, row};
    mergeRows(
        at(row).queues, next, [](const BoardQueueRow &queue) { return queue.facts.key; }, merge);
}

void BoardModel::Private::refreshQueue(const QueueKey &key)
{
    const int row = rowOf(key.ns);
    const int child = row < 0 ? -1 : childOf(at(row), key.queue);
    if (child < 0)
        return;
    setFacts(row, child, factsOf(key));
    setLine(row, child);
    setFacts(row, at(row).facts.sample);
    setTotals();
}

void BoardModel::Private::setFacts(int row, const NamespaceSample &sample)
{
    const NamespaceFacts after = factsOf(sample, at(row));
    const NamespaceFacts before = std::exchange(at(row).facts, after);
    announce(namespaceIndex(row), before, after);
}

void BoardModel::Private::setFacts(int row, int child, const QueueFacts &facts)
{
    const QueueFacts before = std::exchange(at(row).queues[static_cast<std::size_t>(child)].facts, facts);
    announce(queueIndex(row, child), before, facts);
}

void BoardModel::Private::setLine(int row, int child)
{
    BoardQueueRow &queue = at(row).queues[static_cast<std::size_t>(child)];
    const Instant now = clock.utc();
    queue.lineStep = sparkline::stepOf(now);
    QList<double> line = sparkline::points(watch.samples(queue.facts.key, now - sparkline::span), now);
    if (sparkline::isSame(line, queue.line))
        return;
    queue.line = std::move(line);
    const QModelIndex cell = queueIndex(row, child).siblingAtColumn(SparklineColumn);
    Q_EMIT q.dataChanged(cell, cell);
}

void BoardModel::Private::setTotals()
{
    BoardTotals now;
    for (const BoardNamespaceRow &row : rows) {
        for (const BoardQueueRow &queue : row.queues)
            ++now.counts[static_cast<std::size_t>(queue.facts.assessment.signal)];
        if (row.facts.sample.running)
            now.running = now.running.value_or(0) + *row.facts.sample.running;
    }
    const bool someUnknown = std::any_of(rows.begin(), rows.end(), [](const BoardNamespaceRow &row) {
        return row.facts.sample.readable && !row.facts.sample.running;
    });
    if (someUnknown)
        now.running.reset();
    if (std::exchange(totals, now) != now)
        Q_EMIT q.totalsChanged();
}

/// Announces the cells whose text differs; all of them where the row turned stale or fresh.
template <class Facts>
void BoardModel::Private::announce(const QModelIndex &first, const Facts &before, const Facts &after)
{
    int from = ColumnCount;
    int to = -1;
    for (int i = 0; i < ColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        if (before.stale == after.stale && boardtext::text(before, column) == boardtext::text(after, column))
            continue;
        from = std::min(from, i);
        to = i;
    }
    if (to >= 0)
        Q_EMIT q.dataChanged(first.siblingAtColumn(from), first.siblingAtColumn(to));
}

NamespaceFacts BoardModel::Private::factsOf(const NamespaceSample &sample, const BoardNamespaceRow &row) const
{
    Signal signal = Signal::Clear;
    if (!sample.readable || sample.error || !sample.running)
        signal = Signal::Unknown;
    for (const BoardQueueRow &queue : row.queues)
        signal = worse(signal, queue.facts.assessment.signal);
    return {sample, signal, sample.gone || isStale(sample.time, countValidity)};
}

QueueFacts BoardModel::Private::factsOf(const QueueKey &key) const
{
    QueueFacts facts;
    facts.key = key;
    facts.owner = runbook.ownerOf(key).value_or(QString());
    if (watch.isSeen(key))
        facts.sample = watch.latest(key);
    if (const auto running = watch.running(key))
        facts.running = running->count;
    if (const auto found = assessments.find(key); found != assessments.end())
        facts.assessment = found->second;
    facts.stale = facts.sample && isStale(*facts.sample);
    return facts;
}

/// No newer one will come of a namespace that is gone.
bool BoardModel::Private::isStale(const QueueSample &sample) const
{
    const NamespaceSample *ns = watch.namespaceSample(sample.key.ns);
    return !ns || ns->gone || isStale(sample.time, validity(sample.interval));
}

bool BoardModel::Private::isStale(const std::optional<Instant> &time, Milliseconds valid) const
{
    return time && clock.utc() - *time > valid;
}

int BoardModel::Private::rowOf(const QString &ns) const
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const BoardNamespaceRow &row) {
        return row.facts.sample.info.name == ns;
    });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

int BoardModel::Private::rowOf(quintptr id) const
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const BoardNamespaceRow &row) { return row.id == id; });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

int BoardModel::Private::childOf(const BoardNamespaceRow &row, const QString &queue)
{
    const auto found = std::find_if(row.queues.begin(), row.queues.end(),
                                    [&](const BoardQueueRow &each) { return each.facts.key.queue == queue; });
    return found == row.queues.end() ? -1 : static_cast<int>(found - row.queues.begin());
}

void BoardModel::Private::tick()
{
    const qint64 step = sparkline::stepOf(clock.utc());
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
        setFacts(row, at(row).facts.sample);
        for (int child = 0; child < static_cast<int>(at(row).queues.size()); ++child)
            tickQueue(row, child, step);
    }
}

void BoardModel::Private::tickQueue(int row, int child, qint64 step)
{
    const BoardQueueRow &queue = at(row).queues[static_cast<std::size_t>(child)];
    const auto &sample = queue.facts.sample;
    if (const bool stale = sample && isStale(*sample); stale != queue.facts.stale) {
        QueueFacts facts = queue.facts;
        facts.stale = stale;
        setFacts(row, child, facts);
    }
    if (step != queue.lineStep)
        setLine(row, child);
}

} // namespace signalbox
