// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuemarks.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int markNameLength = 40;
/// Of the range: nearer ones are told as one.
constexpr double together = 1.0 / 40;
constexpr double sameChange = 60'000; ///< milliseconds
/// Of the range: a few pixels.
constexpr double near = 1.0 / 200;

bool isIn(double time, const ChartSpan &range)
{
    return range.from <= time && time <= range.to;
}

QString withOutcome(const QString &done, const Act &act)
{
    return act.outcome == "done"_L1 ? done
           : act.outcome.isEmpty()  ? Text::tr("%1: no outcome recorded").arg(done)
                                    : Text::tr("%1: %2").arg(done, displayText(act.outcome, markNameLength));
}

QString textOf(const Act &act)
{
    const QString subject =
        displayText(act.activityId.isEmpty() ? act.workflowId : act.activityId, markNameLength);
    return withOutcome(
        Text::tr("%1 %2 by %3")
            .arg(displayText(act.verb, markNameLength), subject, displayText(act.user, markNameLength)),
        act);
}

QString textOf(const Act &first, int count)
{
    return count == 1 ? textOf(first)
                      : withOutcome(Text::tr("%1 × %2 by %3")
                                        .arg(displayText(first.verb, markNameLength), QString::number(count),
                                             displayText(first.user, markNameLength)),
                                    first);
}

QString shownVersion(const QString &version)
{
    return version.isEmpty() ? Text::tr("unversioned workers") : displayText(version, markNameLength);
}

QString textOf(const QueueVersions &from, const QueueVersions &to)
{
    if (from.current != to.current)
        return Text::tr("%1 became current").arg(shownVersion(to.current));
    return to.ramping.isEmpty()
               ? Text::tr("the ramp ended")
               : Text::tr("%1 % go to %2").arg(QString::number(to.rampingPercent), shownVersion(to.ramping));
}

QString textOf(const Mark &said)
{
    const QString rule = displayText(said.alert.rule, markNameLength);
    const QString person = displayText(said.person, markNameLength);
    switch (said.kind) {
    case Mark::Kind::Acknowledged:
        return Text::tr("%1 acknowledged by %2").arg(rule, person);
    case Mark::Kind::AcknowledgedNoMore:
        return Text::tr("%1 acknowledged no more, by %2").arg(rule, person);
    case Mark::Kind::Note:
        return Text::tr("%1, %2 noted: %3").arg(rule, person, displayText(said.words, markNameLength));
    case Mark::Kind::Snoozed:
        break;
    }
    return said.until && *said.until > said.time
               ? Text::tr("%1 snoozed until %2 by %3").arg(rule, formatDateTime(said.until), person)
               : Text::tr("the snooze of %1 ended by %2").arg(rule, person);
}

/// A share is kept in hundredths.
bool isSame(const QueueVersions &a, const QueueVersions &b)
{
    return a.current == b.current && a.ramping == b.ramping &&
           std::abs(a.rampingPercent - b.rampingPercent) < 0.01;
}

/// Two consoles see one change some looks apart.
bool isKept(const VersionChange &change, double time, const std::vector<VersionRow> &kept)
{
    return std::any_of(kept.begin(), kept.end(), [&](const VersionRow &row) {
        return isSame(row.from, change.from) && isSame(row.to, change.to) &&
               std::abs(chartTime(row.time) - time) <= sameChange;
    });
}

} // namespace

std::vector<ChartMark> marksOf(const std::vector<Act> &acts, const QueueKey &key, const ChartSpan &range)
{
    std::vector<const Act *> own;
    for (const Act &act : acts)
        if (concerns(act, key) && isIn(chartTime(act.time), range))
            own.push_back(&act);
    std::stable_sort(own.begin(), own.end(), [](const Act *a, const Act *b) { return a->time < b->time; });
    std::vector<ChartMark> marks;
    const double within = (range.to - range.from) * together;
    for (std::size_t first = 0; first < own.size();) {
        const auto isOne = [&](const Act &act) {
            return act.verb == own[first]->verb && act.user == own[first]->user &&
                   act.outcome == own[first]->outcome &&
                   chartTime(act.time) - chartTime(own[first]->time) <= within;
        };
        std::size_t end = first + 1;
        while (end < own.size() && isOne(*own[end]))
            ++end;
        marks.push_back({chartTime(own[first]->time), textOf(*own[first], static_cast<int>(end - first))});
        first = end;
    }
    return marks;
}

std::vector<ChartMark> marksOf(const std::vector<VersionRow> &versions, const ChartSpan &range)
{
    std::vector<ChartMark> marks;
    for (const VersionRow &row : versions)
        if (const double time = chartTime(row.time); isIn(time, range))
            marks.push_back({time, textOf(row.from, row.to)});
    return marks;
}

std::vector<ChartMark> marksOf(const std::vector<VersionChange> &changes, const std::vector<VersionRow> &kept,
                               const Clock &clock, const ChartSpan &range)
{
    std::vector<ChartMark> marks;
    for (const VersionChange &change : changes) {
        const double time = chartTime(clock.utc() - (clock.sinceBoot() - change.sinceBoot));
        if (isIn(time, range) && !isKept(change, time, kept))
            marks.push_back({time, textOf(change.from, change.to)});
    }
    return marks;
}

std::vector<ChartMark> marksOf(const std::vector<Mark> &said, const ChartSpan &range)
{
    std::vector<ChartMark> marks;
    for (const Mark &one : said)
        if (const double time = chartTime(one.time); isIn(time, range))
            marks.push_back({time, textOf(one)});
    return marks;
}

std::vector<ChartMark> inOrder(std::vector<ChartMark> marks, std::vector<ChartMark> more)
{
    marks.insert(marks.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::stable_sort(marks.begin(), marks.end(),
                     [](const ChartMark &a, const ChartMark &b) { return a.time < b.time; });
    return marks;
}

QStringList marksAt(const std::vector<ChartMark> &marks, double time, const ChartSpan &range)
{
    QStringList lines;
    for (const ChartMark &mark : marks)
        if (std::abs(mark.time - time) <= (range.to - range.from) * near)
            lines << mark.text;
    return lines;
}

} // namespace signalbox
