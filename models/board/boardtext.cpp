// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardtext.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/signal.h"
#include "models/base/text.h"
#include "models/board/boardgroup.h"
#include "models/diagnosis/verdicttext.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const QString dash = u"–"_s;

/// "4", or "2 / 5" where workflow and activity tasks are polled by different numbers.
QString pollersText(const QueueSample &sample)
{
    QString workflow = formatCount(sample.workflowPollers);
    if (!sample.activityPollers || sample.activityPollers == sample.workflowPollers)
        return workflow;
    return workflow + u" / "_s + formatCount(sample.activityPollers);
}

QString sampleText(const QueueSample &sample, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::WorkflowBacklogColumn:
        return formatCount(sample.workflowBacklog);
    case BoardModel::ActivityBacklogColumn:
        return formatCount(sample.activityBacklog);
    case BoardModel::OldestColumn:
        return boardtext::oldest(sample);
    case BoardModel::RatesColumn:
        return formatRates(sample.addRate, sample.dispatchRate);
    case BoardModel::DrainColumn:
        return boardtext::drain(sample);
    case BoardModel::PollersColumn:
        return pollersText(sample);
    default:
        return {};
    }
}

QString pollerLine(const SeenPoller &poller, const QueueSample &sample)
{
    const QString kind = poller.type == TaskType::Workflow ? Text::tr("workflow") : Text::tr("activity");
    std::optional<Milliseconds> age;
    if (poller.lastPoll)
        age = sample.sinceBoot - *poller.lastPoll;
    return Text::tr("  %1 · %2 · last poll %3 before")
        .arg(displayText(poller.identity, 80), kind, formatDuration(age));
}

QStringList pollerLines(const QueueSample &sample)
{
    constexpr std::size_t shown = 8;
    QStringList lines;
    for (std::size_t i = 0; i < std::min(sample.pollers.size(), shown); ++i)
        lines << pollerLine(sample.pollers[i], sample);
    if (sample.pollers.size() > shown)
        lines << Text::tr("  and %1 more").arg(sample.pollers.size() - shown);
    return lines;
}

/// Of the queues below, what is not clear.
QString countSentence(const std::array<int, 4> &counts)
{
    QStringList parts;
    const auto add = [&](Signal signal, const QString &words) {
        if (const int count = counts[static_cast<std::size_t>(signal)]; count > 0)
            parts << words.arg(count);
    };
    add(Signal::Danger, Text::tr("%1 in danger"));
    add(Signal::Caution, Text::tr("%1 with caution"));
    add(Signal::Unknown, Text::tr("%1 unknown"));
    return parts.join(u", "_s);
}

} // namespace

namespace boardtext {

QString drain(const QueueSample &sample)
{
    const Drain left = timeToDrain(sample);
    switch (left.kind) {
    case Drain::Grows:
        return Text::tr("grows");
    case Drain::Stays:
        return Text::tr("never");
    case Drain::Takes:
        return formatDuration(left.time);
    case Drain::Unknown:
    case Drain::Nothing:
        break;
    }
    return dash;
}

QString oldest(const QueueSample &sample)
{
    return taskAge(waitingTime(sample));
}

QString taskAge(std::optional<Milliseconds> waiting)
{
    using namespace std::chrono_literals;
    // Seconds say nothing any more, and take the room of what does.
    if (waiting && *waiting >= 10min && *waiting < 1h)
        return Text::tr("%1 min").arg(*waiting / 1min);
    return formatDuration(waiting);
}

QString header(BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return Text::tr("Signal");
    case BoardModel::NameColumn:
        return Text::tr("Queue");
    case BoardModel::OwnerColumn:
        return Text::tr("Owner");
    case BoardModel::WorkflowBacklogColumn:
        return Text::tr("Workflow backlog");
    case BoardModel::ActivityBacklogColumn:
        return Text::tr("Activity backlog");
    case BoardModel::OldestColumn:
        return Text::tr("Oldest");
    case BoardModel::RatesColumn:
        return Text::tr("In / out per s");
    case BoardModel::DrainColumn:
        return Text::tr("Drains in");
    case BoardModel::PollersColumn:
        return Text::tr("Pollers");
    case BoardModel::RunningColumn:
        return Text::tr("Running");
    case BoardModel::SparklineColumn:
        return Text::tr("15 min");
    case BoardModel::SentenceColumn:
        return Text::tr("What it says");
    case BoardModel::ColumnCount:
        break;
    }
    return {};
}

QString text(const QueueFacts &facts, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return signalName(facts.assessment.signal);
    case BoardModel::NameColumn:
        return displayText(shortQueueName(facts.key));
    case BoardModel::OwnerColumn:
        return facts.owner.isEmpty() ? dash : displayText(facts.owner);
    case BoardModel::RunningColumn:
        return formatCount(facts.running);
    case BoardModel::SentenceColumn:
        return facts.assessment.sentence;
    default:
        break;
    }
    if (facts.sample || !boardcells::isNumber(column))
        return facts.sample ? sampleText(*facts.sample, column) : QString();
    return dash;
}

QString text(const FoldFacts &facts, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return signalName(facts.signal());
    case BoardModel::NameColumn:
        return u"%1 × %2"_s.arg(facts.queues()).arg(displayText(shortQueueName({facts.ns, facts.like})));
    case BoardModel::WorkflowBacklogColumn:
        return formatCount(facts.sums.workflowBacklog);
    case BoardModel::ActivityBacklogColumn:
        return formatCount(facts.sums.activityBacklog);
    case BoardModel::OldestColumn:
        return taskAge(facts.sums.oldest);
    case BoardModel::RunningColumn:
        return formatCount(facts.sums.running);
    case BoardModel::SentenceColumn:
        return countSentence(facts.counts);
    default:
        return {};
    }
}

QString detail(const QueueFacts &facts)
{
    return facts.byHand ? Text::tr("by hand") : QString();
}

QString spoken(const QueueFacts &facts, BoardModel::Column column)
{
    if (column == BoardModel::NameColumn && facts.byHand)
        return Text::tr("%1, watched by hand").arg(text(facts, column));
    if (column == BoardModel::SignalColumn && facts.last)
        return Text::tr("%1, last known as %2").arg(text(facts, column), signalName(facts.last->signal));
    return text(facts, column);
}

QString toolTip(const QueueFacts &facts, const Verdict &verdict)
{
    QStringList lines{displayText(facts.key.queue)};
    if (facts.byHand)
        lines << Text::tr("Watched by hand, on this machine alone.");
    if (!facts.notes.isEmpty())
        lines << displayText(facts.notes, 256);
    if (!facts.assessment.sentence.isEmpty())
        lines << facts.assessment.sentence;
    lines << verdicttext::reasons(verdict);
    if (facts.sample) {
        const QueueSample &sample = *facts.sample;
        lines << Text::tr("Oldest task: %1").arg(oldest(sample));
        lines << Text::tr("In / out per second: %1").arg(formatRates(sample.addRate, sample.dispatchRate));
        lines << Text::tr("Drains in: %1").arg(drain(sample));
        lines << Text::tr("Pollers alive: %1 workflow, %2 activity")
                     .arg(formatCount(sample.workflowPollers), formatCount(sample.activityPollers));
        lines << pollerLines(sample);
        lines << Text::tr("Read at %1").arg(formatTimeOfDay(sample.time));
    }
    return lines.join(u'\n');
}

QString spoken(const FoldFacts &facts, BoardModel::Column column)
{
    return column == BoardModel::NameColumn
               ? Text::tr("%1 queues like %2").arg(facts.queues()).arg(displayText(facts.like))
               : text(facts, column);
}

QString toolTip(const FoldFacts &facts)
{
    QStringList lines{spoken(facts, BoardModel::NameColumn)};
    if (const QString sentence = countSentence(facts.counts); !sentence.isEmpty())
        lines << sentence;
    lines << Text::tr("Sums of what is known; unfold the row for each queue.");
    return lines.join(u'\n');
}

QString text(const GroupFacts &facts, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return signalName(facts.signal());
    case BoardModel::NameColumn:
        return facts.name;
    case BoardModel::WorkflowBacklogColumn:
        return formatCount(facts.workflowBacklog.value());
    case BoardModel::ActivityBacklogColumn:
        return formatCount(facts.activityBacklog.value());
    case BoardModel::RunningColumn:
        return formatCount(facts.running.value());
    case BoardModel::SentenceColumn:
        return facts.isDenied ? QString() : countSentence(facts.counts);
    default:
        return {};
    }
}

QString detail(const GroupFacts &facts)
{
    return facts.queues == 1 ? Text::tr("1 queue") : Text::tr("%1 queues").arg(facts.queues);
}

QString spoken(const GroupFacts &facts, BoardModel::Column column)
{
    return column == BoardModel::NameColumn ? facts.name + u", "_s + detail(facts) : text(facts, column);
}

QString toolTip(const GroupFacts &facts)
{
    return Text::tr("%1\nSums of what is known; unfold the row for each queue.")
        .arg(spoken(facts, BoardModel::NameColumn));
}

QString spoken(const QList<double> &sparkline)
{
    std::optional<double> highest;
    for (const double value : sparkline)
        if (!std::isnan(value))
            highest = std::max(highest.value_or(value), value);
    if (!highest)
        return Text::tr("backlog of the last 15 minutes: unknown");
    const double last = sparkline.back();
    const auto now = std::isnan(last) ? std::nullopt : std::optional(static_cast<qint64>(last));
    return Text::tr("backlog of the last 15 minutes: at most %1, now %2")
        .arg(formatCount(static_cast<qint64>(*highest)), formatCount(now));
}

} // namespace boardtext
} // namespace signalbox
