// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardcells.h"

#include "models/board/boardgroup.h"
#include "models/board/boardtext.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace signalbox {

namespace {

template <class T>
QVariant orInvalid(const std::optional<T> &value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}

QVariant orInvalid(const std::optional<Milliseconds> &value)
{
    return value ? QVariant(static_cast<qint64>(value->count())) : QVariant();
}

/// What grows is worse than any time, what is empty better.
QVariant drainSort(const QueueSample &sample)
{
    const Drain drain = timeToDrain(sample);
    switch (drain.kind) {
    case Drain::Unknown:
        return {};
    case Drain::Nothing:
        return 0.0;
    case Drain::Stays:
        return std::numeric_limits<double>::max();
    case Drain::Grows:
        return std::numeric_limits<double>::infinity();
    case Drain::Takes:
        break;
    }
    return static_cast<double>(drain.time.count());
}

QVariant sampleSort(const QueueSample &sample, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::WorkflowBacklogColumn:
        return orInvalid(sample.workflowBacklog);
    case BoardModel::ActivityBacklogColumn:
        return orInvalid(sample.activityBacklog);
    case BoardModel::OldestColumn:
        return orInvalid(waitingTime(sample));
    case BoardModel::RatesColumn:
        return orInvalid(sample.addRate);
    case BoardModel::DrainColumn:
        return drainSort(sample);
    case BoardModel::PollersColumn:
        return orInvalid(sample.workflowPollers);
    default:
        return {};
    }
}

QVariant ageOf(std::optional<Milliseconds> taken, Milliseconds now)
{
    return taken ? std::max<qint64>((now - *taken).count(), 0) : qint64(-1);
}

Signal worstOf(const std::array<int, 4> &counts)
{
    Signal worst = Signal::Clear;
    for (const Signal signal : {Signal::Unknown, Signal::Caution, Signal::Danger})
        if (counts[static_cast<std::size_t>(signal)] > 0)
            worst = worse(worst, signal);
    return worst;
}

QVariant sinceOf(const std::optional<Instant> &time)
{
    return time ? QVariant(qint64(time->time_since_epoch().count())) : QVariant();
}

} // namespace

void FoldFacts::add(const QueueFacts &queue)
{
    const auto sum = [](std::optional<qint64> &total, std::optional<qint64> value) {
        if (value)
            total = total.value_or(0) + *value;
    };
    sum(sums.running, queue.running);
    if (!queue.sample)
        return;
    sum(sums.workflowBacklog, queue.sample->workflowBacklog);
    sum(sums.activityBacklog, queue.sample->activityBacklog);
    if (const auto waiting = waitingTime(*queue.sample))
        sums.oldest = std::max(sums.oldest.value_or(*waiting), *waiting);
}

int FoldFacts::queues() const
{
    return std::accumulate(counts.begin(), counts.end(), 0);
}

Signal FoldFacts::signal() const
{
    return worstOf(counts);
}

Signal FoldFacts::shownSignal() const
{
    return worstOf(shown);
}

Signal GroupFacts::signal() const
{
    return worstOf(counts);
}

Signal GroupFacts::shownSignal() const
{
    return worstOf(shown);
}

std::optional<qint64> backlogOf(const QueueSample &sample)
{
    if (!sample.workflowBacklog && !sample.activityBacklog)
        return {};
    return sample.workflowBacklog.value_or(0) + sample.activityBacklog.value_or(0);
}

/// The server says an age of zero where nothing waits.
std::optional<Milliseconds> waitingTime(const QueueSample &sample)
{
    return backlogOf(sample).value_or(0) > 0 ? sample.oldestTask : std::nullopt;
}

Drain timeToDrain(const QueueSample &sample)
{
    return timeToDrain(backlogOf(sample), sample.addRate, sample.dispatchRate);
}

namespace boardcells {

bool isNumber(BoardModel::Column column)
{
    return column >= BoardModel::WorkflowBacklogColumn && column <= BoardModel::RunningColumn;
}

int alignment(BoardModel::Column column)
{
    return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QVariant sortValue(const QueueFacts &facts, BoardModel::Column column)
{
    if (column == BoardModel::SignalColumn)
        return static_cast<int>(facts.assessment.signal);
    if (column == BoardModel::RunningColumn)
        return orInvalid(facts.running);
    if (!isNumber(column))
        return boardtext::text(facts, column);
    return facts.sample ? sampleSort(*facts.sample, column) : QVariant();
}

QVariant sortValue(const NamespaceFacts &facts, BoardModel::Column column)
{
    if (column == BoardModel::SignalColumn)
        return static_cast<int>(facts.signal);
    if (column == BoardModel::RunningColumn)
        return orInvalid(facts.sample.running);
    return isNumber(column) ? QVariant() : boardtext::text(facts, column);
}

QVariant sortValue(const FoldFacts &facts, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return static_cast<int>(facts.signal());
    case BoardModel::WorkflowBacklogColumn:
        return orInvalid(facts.sums.workflowBacklog);
    case BoardModel::ActivityBacklogColumn:
        return orInvalid(facts.sums.activityBacklog);
    case BoardModel::OldestColumn:
        return orInvalid(facts.sums.oldest);
    case BoardModel::RunningColumn:
        return orInvalid(facts.sums.running);
    default:
        break;
    }
    return isNumber(column) ? QVariant() : boardtext::text(facts, column);
}

bool isOverThreshold(const QueueFacts &facts, BoardModel::Column column)
{
    if (!facts.sample)
        return false;
    if (column == BoardModel::WorkflowBacklogColumn)
        return facts.workflowLimit && facts.sample->workflowBacklog.value_or(0) > *facts.workflowLimit;
    return column == BoardModel::ActivityBacklogColumn && facts.activityLimit &&
           facts.sample->activityBacklog.value_or(0) > *facts.activityLimit;
}

QVariant sortValue(const GroupFacts &facts, BoardModel::Column column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return static_cast<int>(facts.signal());
    case BoardModel::WorkflowBacklogColumn:
        return orInvalid(facts.workflowBacklog.value());
    case BoardModel::ActivityBacklogColumn:
        return orInvalid(facts.activityBacklog.value());
    case BoardModel::RunningColumn:
        return orInvalid(facts.running.value());
    default:
        break;
    }
    return isNumber(column) ? QVariant() : boardtext::text(facts, column);
}

QVariant value(const NamespaceFacts &facts, BoardModel::Column column, int role, Milliseconds now)
{
    switch (role) {
    case Qt::DisplayRole:
        return boardtext::text(facts, column);
    case Qt::AccessibleTextRole:
        return boardtext::spoken(facts, column);
    case Qt::AccessibleDescriptionRole:
        return column == BoardModel::NameColumn ? QVariant(boardtext::toolTip(facts)) : QVariant();
    case Qt::ToolTipRole:
        return boardtext::toolTip(facts);
    case BoardModel::SortRole:
        return sortValue(facts, column);
    case BoardModel::SignalRole:
        return static_cast<int>(facts.signal);
    case BoardModel::ShownSignalRole:
        return static_cast<int>(facts.shown);
    case BoardModel::NamespaceRole:
        return facts.sample.info.name;
    case BoardModel::QueueRole:
        return QString();
    case BoardModel::AgeRole:
        return ageOf(facts.sample.time ? std::optional(facts.sample.sinceBoot) : std::nullopt, now);
    case BoardModel::StaleRole:
        return facts.stale;
    case BoardModel::ReadableRole:
        return facts.sample.readable;
    case BoardModel::DeniedRole:
        return facts.sample.denied;
    case BoardModel::TroubleRole:
        return facts.isTroubled;
    case BoardModel::DetailRole:
        return boardtext::detail(facts);
    default:
        return {};
    }
}

QVariant value(const QueueFacts &facts, BoardModel::Column column, int role, Milliseconds now)
{
    switch (role) {
    case Qt::DisplayRole:
        return boardtext::text(facts, column);
    case Qt::AccessibleTextRole:
        return boardtext::spoken(facts, column);
    case BoardModel::SortRole:
        return sortValue(facts, column);
    case BoardModel::SignalRole:
        return static_cast<int>(facts.assessment.signal);
    case BoardModel::ShownSignalRole:
        return static_cast<int>(facts.shown().signal);
    case BoardModel::NamespaceRole:
        return facts.key.ns;
    case BoardModel::QueueRole:
        return facts.key.queue;
    case BoardModel::SinceRole:
        return sinceOf(facts.shown().since);
    case BoardModel::AgeRole:
        return ageOf(facts.sample ? std::optional(facts.sample->sinceBoot) : std::nullopt, now);
    case BoardModel::StaleRole:
        return facts.stale;
    case BoardModel::DetailRole:
        return boardtext::detail(facts);
    case BoardModel::OwnerRole:
        return facts.owner;
    case BoardModel::ByHandRole:
        return facts.byHand;
    case BoardModel::EmphasisRole:
        return isOverThreshold(facts, column);
    case BoardModel::ThresholdRole:
        return facts.workflowLimit ? QVariant(static_cast<double>(*facts.workflowLimit)) : QVariant();
    default:
        return {};
    }
}

QVariant value(const FoldFacts &facts, BoardModel::Column column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return boardtext::text(facts, column);
    case Qt::AccessibleTextRole:
        return boardtext::spoken(facts, column);
    case Qt::AccessibleDescriptionRole:
        return column == BoardModel::NameColumn ? QVariant(boardtext::toolTip(facts)) : QVariant();
    case Qt::ToolTipRole:
        return boardtext::toolTip(facts);
    case BoardModel::SortRole:
        return sortValue(facts, column);
    case BoardModel::SignalRole:
        return static_cast<int>(facts.signal());
    case BoardModel::ShownSignalRole:
        return static_cast<int>(facts.shownSignal());
    case BoardModel::NamespaceRole:
        return facts.ns;
    case BoardModel::QueueRole:
        return QString();
    case BoardModel::FoldRole:
        return facts.like;
    case BoardModel::AgeRole:
        return qint64(-1);
    case BoardModel::StaleRole:
        return FoldFacts::stale;
    default:
        return {};
    }
}

QVariant value(const GroupFacts &facts, BoardModel::Column column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return boardtext::text(facts, column);
    case Qt::AccessibleTextRole:
        return boardtext::spoken(facts, column);
    case Qt::ToolTipRole:
        return boardtext::toolTip(facts);
    case Qt::TextAlignmentRole:
        return alignment(column);
    case BoardModel::SortRole:
        return sortValue(facts, column);
    case BoardModel::SignalRole:
        return static_cast<int>(facts.signal());
    case BoardModel::ShownSignalRole:
        return static_cast<int>(facts.shownSignal());
    case BoardModel::GroupRole:
        return facts.id;
    case BoardModel::DeniedRole:
        return facts.isDenied;
    case BoardModel::DetailRole:
        return boardtext::detail(facts);
    case BoardModel::AgeRole:
        return qint64(-1);
    case BoardModel::StaleRole:
        return false; // each row below says that of itself
    default:
        return {};
    }
}

} // namespace boardcells
} // namespace signalbox
