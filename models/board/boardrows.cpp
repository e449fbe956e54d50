// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardrows.h"

#include "models/alerts/alertengine.h"
#include "models/board/boardtext.h"
#include "models/board/likenames.h"
#include "models/board/sparkline.h"
#include "models/monitor/watch.h"

#include <algorithm>
#include <set>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// A namespace's count is asked once a minute where nobody looks.
constexpr Milliseconds countValidity = validity(60s);

/// So many like names get a row for all; what is folded stays so while there are some.
constexpr std::size_t foldedFrom = 10;
constexpr std::size_t keptFolded = 2;

template <class Nodes>
void numberRows(Nodes &nodes, int from)
{
    for (auto row = static_cast<std::size_t>(from); row < nodes.size(); ++row)
        nodes[row]->row = static_cast<int>(row);
}

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

std::optional<qint64> thresholdOf(const AlertRule *rule)
{
    return rule ? std::optional(rule->threshold) : std::nullopt;
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
        for (BoardNode *const node : (*group)->children)
            dropChild(**group, *node);
    m_groups.erase(begin, begin + count);
    numberRows(m_groups, first);
    q.endRemoveRows();
}

void BoardModel::Private::insertGroups(int at, const std::vector<NamespaceSample> &samples, int first,
                                       int count)
{
    q.beginInsertRows({}, at, at + count - 1);
    for (int i = 0; i < count; ++i) {
        const NamespaceSample &sample = *(samples.begin() + first + i);
        auto group = std::make_unique<BoardGroup>(sample.info.name);
        group->facts = factsOf(sample, *group);
        m_groups.insert(m_groups.begin() + at + i, std::move(group));
    }
    numberRows(m_groups, at);
    q.endInsertRows();
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

/// The queues whose names are alike, where there are so many of them that they would bury the others; those
/// the profile or the runbook names stand for themselves. What was folded once stays so.
std::map<QString, std::vector<QueueKey>> BoardModel::Private::foldsOf(const BoardGroup &group) const
{
    std::map<QString, std::vector<QueueKey>> folds;
    for (const QueueKey &key : m_watch.queues(group.name()))
        if (!m_watch.isConfigured(key) && !m_runbook.queueOf(key))
            if (const QString like = likeName(key.queue); like != key.queue)
                folds[like].push_back(key);
    std::erase_if(folds, [&](const auto &fold) {
        return fold.second.size() < (group.folds.contains(fold.first) ? keptFolded : foldedFrom);
    });
    return folds;
}

void BoardModel::Private::mergeQueues(BoardGroup &group)
{
    const std::map<QString, std::vector<QueueKey>> folds = foldsOf(group);
    std::set<QueueKey> folded;
    std::vector<BoardNode::Place> own;
    for (const auto &[like, keys] : folds) {
        folded.insert(keys.begin(), keys.end());
        own.emplace_back(like, BoardNode::Kind::Fold);
    }
    for (const QueueKey &key : m_watch.queues(group.name()))
        if (!folded.contains(key))
            own.emplace_back(key.queue, BoardNode::Kind::Queue);
    std::sort(own.begin(), own.end());
    mergeChildren(group, group, own);
    for (const auto &[like, keys] : folds) {
        BoardFold &fold = group.folds.at(like);
        std::vector<BoardNode::Place> places;
        for (const QueueKey &key : keys)
            places.emplace_back(key.queue, BoardNode::Kind::Queue);
        mergeChildren(group, fold, places);
        setFacts(fold);
    }
}

void BoardModel::Private::mergeChildren(BoardGroup &group, BoardBranch &branch,
                                        const std::vector<BoardNode::Place> &next)
{
    std::vector<BoardNode::Place> present;
    present.reserve(branch.children.size());
    for (const BoardNode *child : branch.children)
        present.push_back(child->place);
    mergeSorted(
        present, next, [&](int first, int count) { removeChildren(group, branch, first, count); },
        [&](int at, int first, int count) { insertChildren(group, branch, at, next, first, count); });
}

void BoardModel::Private::removeChildren(BoardGroup &group, BoardBranch &branch, int first, int count)
{
    const auto begin = branch.children.begin() + first;
    q.beginRemoveRows(index(branch), first, first + count - 1);
    for (auto child = begin; child != begin + count; ++child)
        dropChild(group, **child);
    branch.children.erase(begin, begin + count);
    numberRows(branch.children, first);
    q.endRemoveRows();
}

void BoardModel::Private::insertChildren(BoardGroup &group, BoardBranch &branch, int at,
                                         const std::vector<BoardNode::Place> &places, int first, int count)
{
    q.beginInsertRows(index(branch), at, at + count - 1);
    std::vector<BoardNode *> made;
    for (auto place = places.begin() + first; place != places.begin() + first + count; ++place)
        made.push_back(&makeChild(group, branch, *place));
    branch.children.insert(branch.children.begin() + at, made.begin(), made.end());
    numberRows(branch.children, at);
    q.endInsertRows();
}

BoardNode &BoardModel::Private::makeChild(BoardGroup &group, BoardBranch &branch,
                                          const BoardNode::Place &place)
{
    const auto &[name, kind] = place;
    if (kind == BoardNode::Kind::Fold) {
        BoardFold &fold = group.folds.try_emplace(name, name).first->second;
        fold.parent = &branch;
        return fold;
    }
    const QueueKey key{group.name(), name};
    BoardQueueRow &row = m_queues.try_emplace(key, key).first->second;
    row.parent = &branch;
    row.facts = factsOf(key);
    countUp(row, row.facts, 1);
    return row;
}

void BoardModel::Private::dropChild(BoardGroup &group, BoardNode &node)
{
    if (node.kind() == BoardNode::Kind::Fold) {
        for (BoardNode *const child : static_cast<BoardFold &>(node).children)
            dropChild(group, *child);
        group.folds.erase(QString(node.name()));
        return;
    }
    const auto &row = static_cast<BoardQueueRow &>(node);
    countUp(row, row.facts, -1);
    m_queues.erase(QueueKey(row.facts.key));
}

void BoardModel::Private::countUp(const BoardQueueRow &row, const QueueFacts &facts, int by)
{
    for (BoardBranch *branch = row.parent; branch; branch = branch->parent)
        branch->count(facts, by);
}

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

std::size_t BoardModel::Private::countAt(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_groups.size();
    const BoardNode &node = nodeAt(parent);
    const bool isLeaf = node.kind() == BoardNode::Kind::Queue || parent.column() != 0;
    return isLeaf ? 0 : static_cast<const BoardBranch &>(node).children.size();
}

BoardNode &BoardModel::Private::childAt(const QModelIndex &parent, int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return parent.isValid() ? *static_cast<BoardBranch &>(nodeAt(parent)).children[at] : *m_groups[at];
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
