// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/handover.h"

#include "models/base/format.h"
#include "models/base/tabletext.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString table(const QString &head, int columns, const QList<QStringList> &rows)
{
    QString text = head + u"\n|"_s + u"---|"_s.repeated(columns) + u'\n';
    for (const QStringList &row : rows)
        text += u"| "_s + row.join(u" | "_s) + u" |\n"_s;
    return text;
}

QString section(const QString &title, std::size_t count, const QString &body)
{
    return u"\n## %1 (%2)\n\n%3"_s.arg(title, QString::number(count),
                                       count == 0 ? Text::tr("None.") + u'\n' : body);
}

QString openSection(const HandOver &handOver)
{
    QList<QStringList> rows;
    for (const AlertChange &change : handOver.open) {
        const Alert &alert = change.alert;
        const bool isBefore = alert.since && *alert.since < handOver.since;
        rows << QStringList{
            formatZonedTime(alert.since),
            isBefore ? Text::tr("before") : Text::tr("new"),
            signalName(alert.signal),
            markdownCell(alert.rule),
            markdownCell(placeText(alert.key)),
            markdownCell(change.verdict.sentence.isEmpty() ? change.reason : change.verdict.sentence),
            markdownCell(change.verdict.next.text)};
    }
    return section(Text::tr("Still open"), handOver.open.size(),
                   table(Text::tr("| Since | | Signal | Alert | Where | Why | Next step |"), 7, rows));
}

QString endedSection(const HandOver &handOver)
{
    QList<QStringList> rows;
    for (const HandOver::Ended &one : handOver.ended)
        rows << QStringList{formatZonedTime(one.from), formatZonedTime(one.to),
                            formatDuration(std::max(one.to - one.from, Milliseconds(0))),
                            markdownCell(one.rule), markdownCell(placeText(one.key))};
    return section(Text::tr("Ended"), handOver.ended.size(),
                   table(Text::tr("| From | To | For | Alert | Where |"), 5, rows));
}

QString oddSection(const HandOver &handOver)
{
    QList<QStringList> rows;
    for (const HandOver::Odd &one : handOver.odd)
        rows << QStringList{signalName(one.signal), markdownCell(placeText(one.key)),
                            markdownCell(one.sentence)};
    return section(Text::tr("Not clear, without an alert"), handOver.odd.size(),
                   table(Text::tr("| Signal | Where | Why |"), 3, rows));
}

QString othersSection(const HandOver &handOver)
{
    QList<QStringList> rows;
    for (const OthersDeed &deed : handOver.others.deeds)
        rows << QStringList{formatZonedTime(deed.time),    markdownCell(whoText(deed)),
                            markdownCell(whatText(deed)),  markdownCell(deed.ns),
                            markdownCell(deed.workflowId), markdownCell(deed.runId),
                            markdownCell(deed.reason)};
    return section(Text::tr("Done from elsewhere"), handOver.others.deeds.size(),
                   table(Text::tr("| Time | By | What | Namespace | Workflow | Run | Reason |"), 7, rows)) +
           u'\n' + markdownCell(othersRemark(handOver.others)) + u'\n';
}

using Firing = std::map<std::tuple<QString, QueueKey, TaskType>, Instant>; ///< since when

/// When it began, of one that fired and ends by this.
std::optional<Instant> take(Firing &firing, const Transition &one)
{
    const auto key = std::tuple(one.rule, one.key, one.type);
    if (one.state == AlertState::Unknown)
        return {};
    if (one.state == AlertState::Firing) {
        firing.try_emplace(key, one.time); // not when it is known again
        return {};
    }
    const auto began = firing.extract(key);
    return began ? std::optional(began.mapped()) : std::nullopt;
}

} // namespace

std::vector<HandOver::Ended> endedSince(const std::vector<Transition> &transitions, Instant since)
{
    Firing firing;
    std::vector<HandOver::Ended> ended;
    for (const Transition &one : transitions)
        if (const auto began = take(firing, one); began && one.time >= since)
            ended.push_back({one.rule, one.key, one.type, *began, one.time});
    return ended;
}

std::vector<AlertChange> firingOf(std::vector<AlertChange> standing,
                                  const std::vector<Transition> &transitions, const Runbook &runbook)
{
    Firing firing;
    for (const Transition &one : transitions)
        (void)take(firing, one);
    for (AlertChange &change : standing) {
        Alert &alert = change.alert;
        const auto recorded = firing.find({alert.rule, alert.key, alert.type});
        if (alert.state != AlertState::Pending || recorded == firing.end())
            continue;
        alert.state = AlertState::Firing;
        alert.since = recorded->second;
        if (const auto rule = runbook.rule(alert.kind, alert.key))
            alert.signal = rule->severity;
    }
    std::erase_if(standing,
                  [](const AlertChange &change) { return change.alert.state != AlertState::Firing; });
    std::stable_sort(standing.begin(), standing.end(), [](const AlertChange &a, const AlertChange &b) {
        return a.alert.signal != b.alert.signal ? a.alert.signal > b.alert.signal
                                                : a.alert.since < b.alert.since;
    });
    return standing;
}

std::vector<Act> actsSince(const std::vector<Act> &newestFirst, Instant since)
{
    std::vector<Act> acts;
    for (const Act &act : newestFirst)
        if (act.time >= since)
            acts.push_back(act);
    std::reverse(acts.begin(), acts.end());
    return acts;
}

QString placeText(const QueueKey &key)
{
    if (key.ns.isEmpty())
        return Text::tr("the cluster");
    return key.queue.isEmpty() ? key.ns : key.ns + u'/' + key.queue;
}

QString othersRemark(const OthersDeeds &others)
{
    const QString never = Text::tr(
        "Among them are runs that were terminated, and resets that ended a run or brought back one that "
        "was terminated in this time. Other resets are not, nor what was completed or failed by hand: "
        "the server has no list of it, and a worker that answers late looks alike.");
    return others.unseen.isEmpty() ? never : others.unseen + u' ' + never;
}

QString markdownOf(const HandOver &handOver)
{
    QString text = u"# "_s +
                   Text::tr("Hand-over of %1, %2 to %3")
                       .arg(markdownCell(handOver.profile), formatZonedTime(handOver.since),
                            formatZonedTime(handOver.now)) +
                   u'\n';
    if (!handOver.unknown.isEmpty())
        text += u"\n**"_s + markdownCell(handOver.unknown) + u"**\n"_s;
    text += openSection(handOver) + endedSection(handOver);
    text += section(Text::tr("Done by hand from here"), handOver.acts.size(), markdownOf(handOver.acts));
    return text + othersSection(handOver) + oddSection(handOver);
}

} // namespace signalbox
