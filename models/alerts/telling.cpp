// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/telling.h"

#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "models/base/displaytext.h"
#include "models/base/logging.h"
#include "models/store/storereader.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What fired longer ago is told again by who starts now.
constexpr auto remembered = std::chrono::hours(7 * 24);
constexpr Milliseconds lookSpacing = 10s;
/// Of a group.
constexpr qsizetype namesTold = 5;

QString placeOf(const QueueKey &key)
{
    switch (scopeOf(key)) {
    case RuleScope::Cluster:
        return Telling::tr("the cluster");
    case RuleScope::Namespace:
        return displayText(key.ns, 60);
    case RuleScope::Queue:
        break;
    }
    return Telling::tr("%1 / %2").arg(displayText(key.ns, 60), displayText(shortQueueName(key), 60));
}

bool isDanger(const AlertChange &change)
{
    return change.alert.state == AlertState::Firing;
}

} // namespace

Telling::Telling(const AlertEngine &alerts, const AlertMarks &marks, const Clock &clock, QString profile,
                 QObject *parent)
    : QObject(parent)
    , m_alerts(alerts)
    , m_marks(marks)
    , m_clock(clock)
    , m_profile(std::move(profile))
{
    connect(&alerts, &AlertEngine::told, this, &Telling::take);
}

void Telling::start(const QString &storePath)
{
    const Instant now = m_clock.utc();
    m_reader
        .read<std::vector<Transition>>(
            [storePath, now] { return readTransitions(storePath, now - remembered, now); })
        .deliver(this, [this](const Result<std::vector<Transition>> &transitions) {
            if (transitions)
                takeBefore(*transitions);
            else
                qCWarning(lcWatch) << "what was told before is not known:" << transitions.error().detail;
            m_isReady = true;
        });
}

void Telling::takeBefore(const std::vector<Transition> &transitions)
{
    for (const Transition &transition : transitions) {
        const AlertKey key{transition.rule, transition.key, transition.type};
        if (transition.state == AlertState::Firing)
            m_before[key] = transition.time;
        else if (transition.state == AlertState::Inactive)
            m_before.erase(key);
    }
    std::erase_if(m_waiting, [this](const AlertChange &change) {
        return isDanger(change) && isToldBefore(keyOf(change.alert), change);
    });
}

/// The same occurrence, which had begun when it fired then.
bool Telling::isToldBefore(const AlertKey &key, const AlertChange &change) const
{
    const auto before = m_before.find(key);
    return before != m_before.end() && change.alert.since && *change.alert.since <= before->second &&
           before->second < change.at;
}

void Telling::take(const AlertChange &change)
{
    const AlertKey key = keyOf(change.alert);
    if (change.alert.state == AlertState::Inactive)
        end(key, change);
    else if (change.alert.state == AlertState::Firing && change.alert.signal == Signal::Danger)
        fire(key, change);
    else if (change.alert.state == AlertState::Firing)
        m_lowered.insert(key);
}

void Telling::fire(const AlertKey &key, const AlertChange &change)
{
    m_lowered.erase(key);
    if (m_dangers.insert(key).second && !isToldBefore(key, change))
        m_waiting.push_back(change);
}

/// What ends before it was told need not be, nor what ends while it is snoozed.
void Telling::end(const AlertKey &key, const AlertChange &change)
{
    m_lowered.erase(key);
    const bool isSnoozed = m_snoozed.erase(key) > 0;
    if (m_dangers.erase(key) == 0)
        return;
    const auto untold = std::erase_if(
        m_waiting, [&](const AlertChange &one) { return keyOf(one.alert) == key && isDanger(one); });
    if (untold == 0 && !isSnoozed)
        m_waiting.push_back(change);
}

void Telling::tick(std::optional<bool> isOurs)
{
    lookAtLowered();
    if (m_marks.isRead())
        lookAtSnoozed();
    if (isOurs && !*isOurs)
        m_waiting.clear();
    if (!m_isReady || !m_marks.isRead() || !isOurs)
        return;
    std::vector<AlertChange> now = takeTellable();
    tell(now);
    m_waiting.insert(m_waiting.begin(), now.begin(), now.end());
}

/// Of what waits; the rest goes on to.
std::vector<AlertChange> Telling::takeTellable()
{
    const bool isAway = std::any_of(m_dangers.begin(), m_dangers.end(),
                                    [](const AlertKey &key) { return key.key == theCluster; });
    const auto mayBeTold = [this, isAway](const AlertChange &change) {
        return (!isAway || change.alert.key == theCluster) && !m_snoozed.contains(keyOf(change.alert));
    };
    const auto others = std::stable_partition(m_waiting.begin(), m_waiting.end(), mayBeTold);
    std::vector<AlertChange> now(m_waiting.begin(), others);
    m_waiting.erase(m_waiting.begin(), others);
    return now;
}

void Telling::forget()
{
    m_dangers.clear();
    m_snoozed.clear();
    m_lowered.clear();
    m_waiting.clear();
}

/// Tells what may be told now, and leaves the rest.
void Telling::tell(std::vector<AlertChange> &waiting)
{
    const Milliseconds now = m_clock.sinceBoot();
    while (!m_shown.empty() && now - m_shown.front() >= within)
        m_shown.pop_front();
    std::stable_partition(waiting.begin(), waiting.end(), isDanger);
    const auto room = static_cast<std::ptrdiff_t>(std::min(singly - m_shown.size(), waiting.size()));
    for (auto one = waiting.begin(); one != waiting.begin() + room; ++one) {
        Q_EMIT told(bubbleOf(*one));
        m_shown.push_back(now);
    }
    waiting.erase(waiting.begin(), waiting.begin() + room);
    if (waiting.empty() || (m_grouped && now - *m_grouped < within))
        return;
    Q_EMIT told(bubbleOf(waiting));
    m_grouped = now;
    waiting.clear();
}

/// No change is told of one that was lowered and is a danger now: its rule fires as it did.
void Telling::lookAtLowered()
{
    const Milliseconds now = m_clock.sinceBoot();
    if (m_lowered.empty() || now - m_looked < lookSpacing)
        return;
    m_looked = now;
    for (const AlertChange &change : m_alerts.standing()) {
        const AlertKey key = keyOf(change.alert);
        if (m_lowered.contains(key) && change.alert.signal == Signal::Danger)
            fire(key, change);
    }
}

/// One whose snooze ran out was put aside until now: it is told again. One that was taken back by hand is
/// looked at already.
void Telling::lookAtSnoozed()
{
    const auto isSnoozed = [this](const AlertKey &key) { return m_marks.snooze(key).has_value(); };
    std::set<AlertKey> ended;
    for (const AlertKey &key : std::exchange(m_snoozed, {}))
        if (m_dangers.contains(key) && !isSnoozed(key) && m_marks.endedSnooze(key))
            ended.insert(key);
    std::copy_if(m_dangers.begin(), m_dangers.end(), std::inserter(m_snoozed, m_snoozed.end()), isSnoozed);
    if (ended.empty())
        return;
    std::erase_if(m_waiting, [&](const AlertChange &change) { return ended.contains(keyOf(change.alert)); });
    for (AlertChange &change : m_alerts.standing())
        if (ended.contains(keyOf(change.alert)))
            m_waiting.push_back(std::move(change));
}

Bubble Telling::bubbleOf(const AlertChange &change) const
{
    const QString place = placeOf(change.alert.key);
    const QString rule = displayText(change.alert.rule, 60);
    if (!isDanger(change))
        return {tr("%1: %2 on %3 has ended").arg(displayText(m_profile, 60), rule, place),
                {},
                change.alert.key,
                false};
    QString text = tr("%1: %2").arg(rule, change.reason);
    if (!change.verdict.sentence.isEmpty())
        text += u'\n' + change.verdict.sentence;
    return {tr("%1: danger on %2").arg(displayText(m_profile, 60), place), displayText(text, 512),
            change.alert.key, true};
}

Bubble Telling::bubbleOf(const std::vector<AlertChange> &changes) const
{
    const auto fired = std::count_if(changes.begin(), changes.end(), isDanger);
    const auto ended = static_cast<std::ptrdiff_t>(changes.size()) - fired;
    QStringList parts;
    if (fired > 0)
        parts << tr("%1 more in trouble").arg(fired);
    if (ended > 0)
        parts << tr("%1 more have ended").arg(ended);
    QStringList names;
    for (const AlertChange &change : changes)
        if (const QString place = placeOf(change.alert.key); !names.contains(place))
            names << place;
    const qsizetype more = names.size() - namesTold;
    if (more > 0)
        names = names.first(namesTold) << tr("and %1 more").arg(more);
    return {tr("%1: %2").arg(displayText(m_profile, 60), parts.join(u", "_s)),
            displayText(names.join(u", "_s), 512), std::nullopt, fired > 0};
}

} // namespace signalbox
