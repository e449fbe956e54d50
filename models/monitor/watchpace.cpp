// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watchpace.h"

#include "models/monitor/namespacewatch.h"
#include "models/monitor/queuewatch.h"

#include <algorithm>
#include <map>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr int maxLooksInFlight = 8;
constexpr Milliseconds queueCountInterval = 60s;

bool comesFirst(const PollPace &a, const PollPace &b)
{
    const bool personA = a.purpose() == Purpose::Operator;
    const bool personB = b.purpose() == Purpose::Operator;
    return personA != personB ? personA : a.due() < b.due();
}

} // namespace

void WatchPace::askNamespaces(const std::vector<NamespaceWatch *> &namespaces, Milliseconds now)
{
    std::vector<NamespaceWatch *> due;
    for (NamespaceWatch *watch : namespaces)
        if (watch->counts().isDue(now) || watch->isStepDue(now))
            due.push_back(watch);
    std::stable_sort(due.begin(), due.end(), [](NamespaceWatch *a, NamespaceWatch *b) {
        return comesFirst(a->counts(), b->counts());
    });
    for (NamespaceWatch *watch : due) {
        if (watch->counts().isDue(now) && m_counts.take(1, now))
            watch->count();
        if (watch->isStepDue(now) && m_counts.take(1, now))
            watch->step();
    }
}

void WatchPace::askQueues(const std::vector<QueueWatch *> &queues, Milliseconds now)
{
    look(queues, now);
    count(queues, now);
}

void WatchPace::look(const std::vector<QueueWatch *> &queues, Milliseconds now)
{
    std::vector<QueueWatch *> due;
    int inFlight = 0;
    for (QueueWatch *watch : queues) {
        inFlight += watch->callsInFlight();
        if (watch->looks().isDue(now))
            due.push_back(watch);
    }
    if (due.empty())
        return;
    std::stable_sort(due.begin(), due.end(),
                     [](QueueWatch *a, QueueWatch *b) { return comesFirst(a->looks(), b->looks()); });
    const double factor = stretch(queues);
    for (QueueWatch *watch : due) {
        const int calls = watch->callsPerLook();
        if (inFlight + calls > maxLooksInFlight || !m_looks.take(calls, now))
            return;
        inFlight += calls;
        watch->look(factor);
    }
}

/// A queue's count draws on the budget its whole namespace shares with everybody, so many queues in one
/// namespace are counted one a second at most.
void WatchPace::count(const std::vector<QueueWatch *> &queues, Milliseconds now)
{
    std::map<QString, int> perNamespace;
    for (const QueueWatch *watch : queues)
        ++perNamespace[watch->key().ns];
    for (QueueWatch *watch : queues) {
        if (!watch->wantsCount() || !watch->counts().isDue(now))
            continue;
        if (!m_counts.take(1, now))
            return;
        watch->count(std::max(queueCountInterval, perNamespace[watch->key().ns] * Milliseconds(1s)));
    }
}

/// How much more is wanted than the budget gives: what is promised has to be kept.
double WatchPace::stretch(const std::vector<QueueWatch *> &queues) const
{
    double wanted = 0;
    for (const QueueWatch *watch : queues)
        wanted += watch->callsPerLook() / std::chrono::duration<double>(watch->interval()).count();
    return std::max(1.0, wanted / m_looks.perSecond());
}

} // namespace signalbox
