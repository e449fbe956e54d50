// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardrows.h"

#include "models/board/likenames.h"

#include <algorithm>
#include <set>

namespace signalbox {

namespace {

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

} // namespace

void BoardModel::Private::sync()
{
    std::vector<QString> present;
    for (const auto &group : m_groups)
        present.push_back(group->name());
    std::vector<QString> next;
    for (const NamespaceSample &sample : m_source.namespaces())
        next.push_back(sample.info.name);
    mergeSorted(
        present, next, [this](int first, int count) { removeGroups(first, count); },
        [this](int at, int first, int count) { insertGroups(at, m_source.namespaces(), first, count); });
    for (const NamespaceSample &sample : m_source.namespaces()) {
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
    const std::vector<QueueKey> keys = m_source.queues(group.name());
    if (keys.size() < foldedFrom && group.folds.empty())
        return folds;
    for (const QueueKey &key : keys)
        if (!m_source.isNamed(key) && !m_runbook.queueOf(key))
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
    for (const QueueKey &key : m_source.queues(group.name()))
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
    row.facts = factsOf(row);
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

} // namespace signalbox
