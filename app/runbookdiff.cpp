// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runbookdiff.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/jsonvalues.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/runbook/drifttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <array>
#include <map>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toObject(const Drift &drift)
{
    QJsonValue fix;
    if (drift.fix != Fix())
        fix = QJsonObject{{u"words"_s, orNull(drift.fix.words)},
                          {u"command"_s, orNull(drift.fix.command)},
                          {u"terraform"_s, orNull(drift.fix.terraform)}};
    return {{u"rule"_s, driftRuleName(drift.rule)},
            {u"namespace"_s, orNull(drift.subject.ns)},
            {u"queue"_s, orNull(drift.subject.queue)},
            {u"state"_s, driftStateName(drift.state)},
            {u"expected"_s, orNull(drift.expected)},
            {u"found"_s, orNull(drift.found)},
            {u"reason"_s, orNull(drift.reason)},
            {u"since"_s, drift.since ? QJsonValue(formatIso(*drift.since)) : QJsonValue()},
            {u"fix"_s, fix}};
}

/// A description may be a page long.
QString cell(const QString &text)
{
    constexpr qsizetype longest = 200;
    return copyText(text.size() > longest ? text.left(longest) + u'…' : text);
}

using Row = std::array<QString, 3>;

Row rowOf(const Drift &drift)
{
    return {driftStateText(drift.state), driftRuleText(drift.rule), cell(drift.subject.queue)};
}

QString sentenceOf(const Drift &drift)
{
    QStringList parts{Text::tr("expected %1").arg(cell(drift.expected))};
    if (!drift.found.isEmpty())
        parts << Text::tr("found %1").arg(cell(drift.found));
    if (drift.since)
        parts << Text::tr("since %1").arg(formatZonedTime(drift.since));
    if (!drift.reason.isEmpty())
        parts << cell(drift.reason);
    return parts.join(u"; "_s);
}

void addLines(QStringList &lines, const Drift &drift, const std::array<qsizetype, 3> &widths)
{
    QString line;
    const Row row = rowOf(drift);
    for (std::size_t i = 0; i < row.size(); ++i)
        line += u"  "_s + row[i].leftJustified(widths[i]);
    lines << line + u"  "_s + sentenceOf(drift);
    // Below, what is done about it: a command stands alone on its line, to be taken as it is.
    for (const QString &more : {drift.fix.words, drift.fix.command})
        if (!more.isEmpty())
            lines << u"      "_s + copyText(more);
}

} // namespace

QByteArray toJson(const RunbookDiff &diff)
{
    QJsonArray drifts;
    for (const Drift &drift : diff.drifts)
        drifts.append(toObject(drift));
    QJsonObject counts;
    const DriftCounts counted = driftCounts(diff.drifts);
    for (const DriftState state : driftStates) {
        const auto found = counted.find(state);
        counts.insert(driftStateName(state), found == counted.end() ? 0 : found->second);
    }
    const QJsonObject root{{u"profile"_s, diff.profile},
                           {u"runbook"_s, diff.runbook},
                           {u"time"_s, formatIso(diff.time)},
                           {u"counts"_s, counts},
                           {u"drifts"_s, drifts}};
    return QJsonDocument(root).toJson();
}

QString toText(const RunbookDiff &diff)
{
    // What is of no namespace comes last.
    std::map<std::pair<bool, QString>, std::vector<const Drift *>> places;
    std::array<qsizetype, 3> widths{};
    for (const Drift &drift : diff.drifts) {
        if (drift.state == DriftState::Holds)
            continue;
        places[{drift.subject.ns.isEmpty(), cell(driftPlaceText(drift.subject))}].push_back(&drift);
        const Row row = rowOf(drift);
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QStringList lines{u"%1  %2  %3"_s.arg(cell(diff.profile), formatIso(diff.time), cell(diff.runbook))};
    lines << driftTotalsText(driftCounts(diff.drifts));
    for (const auto &[place, drifts] : places) {
        lines << QString() << place.second;
        for (const Drift *drift : drifts)
            addLines(lines, *drift, widths);
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace signalbox
