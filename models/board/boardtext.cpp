// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardtext.h"

#include "models/base/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("signalbox", text);
}

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
        return formatDuration(waitingTime(sample));
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

QString pollerLine(const Poller &poller, const QueueSample &sample)
{
    const QString kind = poller.type == TaskType::Workflow ? tr("workflow") : tr("activity");
    std::optional<Milliseconds> age;
    if (poller.lastAccess)
        age = std::max(sample.time - *poller.lastAccess, Milliseconds(0));
    return tr("  %1 · %2 · last poll %3 before")
        .arg(displayText(poller.identity, 80), kind, formatDuration(age));
}

QStringList pollerLines(const QueueSample &sample)
{
    constexpr std::size_t shown = 8;
    QStringList lines;
    for (std::size_t i = 0; i < std::min(sample.pollers.size(), shown); ++i)
        lines << pollerLine(sample.pollers[i], sample);
    if (sample.pollers.size() > shown)
        lines << tr("  and %1 more").arg(sample.pollers.size() - shown);
    return lines;
}

} // namespace

namespace boardtext {

QString drain(const QueueSample &sample)
{
    const Drain left = timeToDrain(sample);
    switch (left.kind) {
    case Drain::Grows:
        return tr("grows");
    case Drain::Stays:
        return tr("never");
    case Drain::Takes:
        return formatDuration(left.time);
    case Drain::Unknown:
    case Drain::Nothing:
        break;
    }
    return dash;
}

QString header(BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return tr("Signal");
    case BoardModel::NameColumn:
        return tr("Queue");
    case BoardModel::OwnerColumn:
        return tr("Owner");
    case BoardModel::WorkflowBacklogColumn:
        return tr("Workflow backlog");
    case BoardModel::ActivityBacklogColumn:
        return tr("Activity backlog");
    case BoardModel::OldestColumn:
        return tr("Oldest");
    case BoardModel::RatesColumn:
        return tr("In / out per s");
    case BoardModel::DrainColumn:
        return tr("Drains in");
    case BoardModel::PollersColumn:
        return tr("Pollers");
    case BoardModel::RunningColumn:
        return tr("Running");
    case BoardModel::SparklineColumn:
        return tr("15 min");
    case BoardModel::SentenceColumn:
        return tr("What it says");
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
        return facts.sample.error.value_or(QString());
    default:
        return {};
    }
}

QString toolTip(const QueueFacts &facts)
{
    QStringList lines{displayText(facts.key.queue)};
    if (!facts.assessment.sentence.isEmpty())
        lines << facts.assessment.sentence;
    if (facts.sample) {
        const QueueSample &sample = *facts.sample;
        lines << tr("Oldest task: %1").arg(formatDuration(waitingTime(sample)));
        lines << tr("In / out per second: %1").arg(formatRates(sample.addRate, sample.dispatchRate));
        lines << tr("Drains in: %1").arg(drain(sample));
        lines << tr("Pollers alive: %1 workflow, %2 activity")
                     .arg(formatCount(sample.workflowPollers), formatCount(sample.activityPollers));
        lines << pollerLines(sample);
        lines << tr("Read at %1").arg(formatTimeOfDay(sample.time));
    }
    return lines.join(u'\n');
}

QString toolTip(const NamespaceFacts &facts)
{
    QStringList lines{displayText(facts.sample.info.name)};
    if (const QString more = detail(facts); !more.isEmpty())
        lines << more;
    if (!facts.sample.info.description.isEmpty())
        lines << displayText(facts.sample.info.description, 256);
    if (facts.sample.error)
        lines << *facts.sample.error;
    return lines.join(u'\n');
}

QString detail(const NamespaceFacts &facts)
{
    if (!facts.sample.readable)
        return {};
    const NamespaceInfo &info = facts.sample.info;
    QStringList parts{tr("retention %1").arg(formatRetention(info.retention))};
    switch (info.state) {
    case NamespaceState::Registered:
        parts << tr("registered");
        break;
    case NamespaceState::Deprecated:
        parts << tr("deprecated");
        break;
    case NamespaceState::Deleted:
        parts << tr("deleted");
        break;
    case NamespaceState::Unknown:
        break;
    }
    return parts.join(u" · "_s);
}

QString spoken(const QList<double> &sparkline)
{
    std::optional<double> highest;
    for (const double value : sparkline)
        if (!std::isnan(value))
            highest = std::max(highest.value_or(value), value);
    if (!highest)
        return tr("backlog of the last 15 minutes: unknown");
    const double last = sparkline.back();
    const auto now = std::isnan(last) ? std::nullopt : std::optional(static_cast<qint64>(last));
    return tr("backlog of the last 15 minutes: at most %1, now %2")
        .arg(formatCount(static_cast<qint64>(*highest)), formatCount(now));
}

} // namespace boardtext
} // namespace signalbox
