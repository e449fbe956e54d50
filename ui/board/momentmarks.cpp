// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/momentmarks.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/policy/runbook.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int told = 2;

Instant inSeconds(Instant time)
{
    return std::chrono::floor<std::chrono::seconds>(time);
}

QString placeOf(const QueueKey &key)
{
    switch (scopeOf(key)) {
    case RuleScope::Cluster:
        return Text::tr("the cluster");
    case RuleScope::Namespace:
        return displayText(key.ns, 60);
    case RuleScope::Queue:
        break;
    }
    return Text::tr("%1 / %2").arg(displayText(key.ns, 60), displayText(shortQueueName(key), 60));
}

MomentMark markOf(const Transition &alert)
{
    return {inSeconds(alert.time), MomentMark::Kind::Alert,
            Text::tr("alert %1 on %2").arg(displayText(alert.rule, 60), placeOf(alert.key))};
}

MomentMark markOf(const Act &act)
{
    const QString outcome = act.outcome.isEmpty() ? Text::tr("no outcome recorded") : act.outcome;
    const QString ns = displayText(act.ns, 60);
    const QString where =
        act.workflowId.isEmpty() ? ns : Text::tr("%1 in %2").arg(displayText(act.workflowId, 60), ns);
    return {inSeconds(act.time), MomentMark::Kind::Intervention,
            Text::tr("%1 %2 by %3: %4")
                .arg(displayText(act.verb, 40), where, displayText(act.user, 60), displayText(outcome, 40))};
}

bool isEarlier(const MomentMark &a, const MomentMark &b)
{
    return a.time < b.time;
}

} // namespace

MomentMarks::MomentMarks(const std::vector<Transition> &alerts, const std::vector<Act> &acts)
{
    for (const Transition &alert : alerts)
        m_marks.push_back(markOf(alert));
    for (const Act &act : acts)
        m_marks.push_back(markOf(act));
    std::stable_sort(m_marks.begin(), m_marks.end(), isEarlier);
}

std::optional<Instant> MomentMarks::after(Instant time) const
{
    const auto next = std::upper_bound(m_marks.begin(), m_marks.end(), MomentMark{time, {}, {}}, isEarlier);
    return next == m_marks.end() ? std::nullopt : std::optional(next->time);
}

std::optional<Instant> MomentMarks::before(Instant time) const
{
    const auto next = std::lower_bound(m_marks.begin(), m_marks.end(), MomentMark{time, {}, {}}, isEarlier);
    return next == m_marks.begin() ? std::nullopt : std::optional(std::prev(next)->time);
}

QString MomentMarks::within(Instant from, Instant to) const
{
    const auto first = std::lower_bound(m_marks.begin(), m_marks.end(), MomentMark{from, {}, {}}, isEarlier);
    const auto last = std::upper_bound(first, m_marks.end(), MomentMark{to, {}, {}}, isEarlier);
    QStringList parts;
    for (auto mark = first; mark != last && parts.size() < told; ++mark)
        parts << u"%1 %2"_s.arg(formatTimeOfDay(mark->time), mark->text);
    if (const auto more = std::distance(first, last) - parts.size(); more > 0)
        parts << Text::tr("and %1 more").arg(more);
    return parts.join(u" · "_s);
}

} // namespace signalbox
