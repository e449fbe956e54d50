// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/signal.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/board/boardtext.h"

#include <QStringList>

#include <utility>
#include <vector>

// What the board says of a namespace; boardtext.cpp has the rest of its words.
namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString runbookLine(const Runbook::Namespace &said)
{
    const QString purpose = said.purpose.isEmpty() ? displayText(said.match) : displayText(said.purpose, 256);
    return said.retention
               ? Text::tr("Runbook: %1, retention %2").arg(purpose, formatRetention(said.retention))
               : Text::tr("Runbook: %1").arg(purpose);
}

QString archivalOf(bool isOn, const QString &uri)
{
    if (isOn)
        return uri.isEmpty() ? Text::tr("to no address") : Text::tr("to %1").arg(displayText(uri, 256));
    return uri.isEmpty() ? Text::tr("off") : Text::tr("off, set to %1").arg(displayText(uri, 256));
}

/// Where one looks for what the server deleted. Empty: nothing is archived, and nothing ever was.
QString archivalLine(const NamespaceInfo &info)
{
    const QString history = archivalOf(info.historyArchival, info.historyArchivalUri);
    const QString visibility = archivalOf(info.visibilityArchival, info.visibilityArchivalUri);
    if (history != visibility)
        return Text::tr("Archival of histories: %1; of the list: %2").arg(history, visibility);
    const bool isAny = info.historyArchival || !info.historyArchivalUri.isEmpty();
    return isAny ? Text::tr("Archival: %1").arg(history) : QString();
}

/// In the order of what a person asks about first.
const std::vector<std::pair<ExecutionStatus, QString>> &endings()
{
    static const std::vector<std::pair<ExecutionStatus, QString>> all{
        {ExecutionStatus::Failed, Text::tr("%1 failed")},
        {ExecutionStatus::TimedOut, Text::tr("%1 timed out")},
        {ExecutionStatus::Terminated, Text::tr("%1 terminated")},
        {ExecutionStatus::Canceled, Text::tr("%1 canceled")},
        {ExecutionStatus::Completed, Text::tr("%1 completed")},
        {ExecutionStatus::ContinuedAsNew, Text::tr("%1 continued as new")}};
    return all;
}

QString endingsText(const StatusCounts &counts)
{
    QStringList parts;
    for (const auto &[status, words] : endings())
        if (const auto found = counts.find(status); found != counts.end() && found->second > 0)
            parts << words.arg(formatCount(found->second));
    return parts.isEmpty() ? Text::tr("nothing ended") : parts.join(u", "_s);
}

/// `since` says when the count begins.
QString failedText(const std::optional<CloseSample> &closes, const QString &since)
{
    return closes ? Text::tr("%1 failed since %2").arg(formatCount(closes->failedToday), since)
                  : Text::tr("%1 failed today").arg(formatCount({}));
}

QString lastMinutesText(const CloseSample &closes)
{
    const auto minutes = (closes.to - closes.from) / std::chrono::minutes(1);
    const QString span =
        minutes == 1 ? Text::tr("last minute: %1") : Text::tr("last %1 min: %2").arg(minutes);
    return span.arg(endingsText(closes.counts));
}

/// Of the past it isn't kept.
bool isDescribed(const NamespaceInfo &info)
{
    return info.retention || info.state != NamespaceState::Unknown;
}

/// Of what runs well nothing else is said: the signals say the rest.
QString whatHappens(const NamespaceSample &sample)
{
    QStringList parts;
    if (sample.closes || isDescribed(sample.info)) // "today" is of now
        parts << failedText(sample.closes, Text::tr("midnight"));
    if (sample.paused.value_or(0) > 0)
        parts << Text::tr("%1 paused").arg(formatCount(sample.paused));
    if (sample.closes && !sample.closes->counts.empty())
        parts << lastMinutesText(*sample.closes);
    return parts.join(u" · "_s);
}

QString sentence(const NamespaceFacts &facts)
{
    const NamespaceSample &sample = facts.sample;
    if (!sample.readable || sample.error)
        return sample.error.value_or(QString());
    if (!facts.assessment.sentence.isEmpty())
        return facts.assessment.sentence;
    if (facts.isTroubled)
        return Text::tr("its queues are still being found");
    return sample.limits ? *sample.limits : whatHappens(sample);
}

QStringList countLines(const NamespaceSample &sample)
{
    QStringList lines{
        Text::tr("Running %1, paused %2").arg(formatCount(sample.running), formatCount(sample.paused))};
    if (sample.closes || isDescribed(sample.info))
        lines << failedText(sample.closes,
                            sample.closes ? formatZonedMinute(sample.closes->midnight) : QString());
    if (sample.closes)
        lines << Text::tr("From %1 to %2: %3")
                     .arg(formatZonedMinute(sample.closes->from), formatZonedMinute(sample.closes->to),
                          endingsText(sample.closes->counts));
    return lines;
}

} // namespace

namespace boardtext {

QString text(const NamespaceFacts &facts, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return signalName(facts.signal);
    case BoardModel::NameColumn:
        return displayText(facts.sample.info.name);
    case BoardModel::RunningColumn:
        return formatCount(facts.sample.running);
    case BoardModel::SentenceColumn:
        return sentence(facts);
    default:
        return {};
    }
}

QString spoken(const NamespaceFacts &facts, BoardModel::Column column)
{
    const QString more = column == BoardModel::NameColumn ? detail(facts) : QString();
    return more.isEmpty() ? text(facts, column) : text(facts, column) + u", "_s + more;
}

QString toolTip(const NamespaceFacts &facts)
{
    QStringList lines{displayText(facts.sample.info.name)};
    if (const QString more = detail(facts); !more.isEmpty())
        lines << more;
    if (!facts.sample.info.description.isEmpty())
        lines << displayText(facts.sample.info.description, 256);
    if (facts.sample.readable) {
        if (const QString archival = archivalLine(facts.sample.info); !archival.isEmpty())
            lines << archival;
        lines << countLines(facts.sample);
    }
    if (facts.runbook)
        lines << runbookLine(*facts.runbook);
    if (!facts.assessment.sentence.isEmpty())
        lines << facts.assessment.sentence;
    for (const auto &sentence : {facts.sample.error, facts.sample.limits})
        if (sentence)
            lines << *sentence;
    if (!facts.sample.unfound.isEmpty())
        lines << facts.sample.unfound;
    return lines.join(u'\n');
}

QString detail(const NamespaceFacts &facts)
{
    const NamespaceInfo &info = facts.sample.info;
    if (!facts.sample.readable || !isDescribed(info))
        return {};
    QStringList parts{Text::tr("retention %1").arg(formatRetention(info.retention))};
    switch (info.state) {
    case NamespaceState::Registered:
        parts << Text::tr("registered");
        break;
    case NamespaceState::Deprecated:
        parts << Text::tr("deprecated");
        break;
    case NamespaceState::Deleted:
        parts << Text::tr("deleted");
        break;
    case NamespaceState::Unknown:
        break;
    }
    if (info.historyArchival)
        parts << Text::tr("archived");
    return parts.join(u" · "_s);
}

} // namespace boardtext
} // namespace signalbox
