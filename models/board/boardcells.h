// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardmodel.h"
#include "models/diagnosis/flow.h"

#include <QVariant>

#include <array>

namespace signalbox {

/// Everything a queue's row shows, as one value.
struct QueueFacts
{
    QueueKey key;
    QString owner;
    QString notes;                       ///< of the runbook
    std::optional<qint64> workflowLimit; ///< tasks from which on its rules speak
    std::optional<qint64> activityLimit;
    std::optional<QueueSample> sample; ///< nullopt also where the server's zeros mean nothing
    std::optional<qint64> running;
    QueueAssessment assessment;
    bool byHand = false; ///< watched because a person said so, on this machine
    bool stale = false;
    std::optional<QueueAssessment> last; ///< what was known before nothing newer came

    /// What the row shows and is sorted by: an outage changes neither.
    [[nodiscard]] const QueueAssessment &shown() const { return last ? *last : assessment; }
    bool operator==(const QueueFacts &) const = default;
};

/// Likewise for the row of many queues with like names.
struct FoldFacts
{
    QString ns;
    QString like;                ///< what their names share
    std::array<int, 4> counts{}; ///< by signal
    std::array<int, 4> shown{};
    struct Sums
    {
        std::optional<qint64> workflowBacklog; ///< of those that are known
        std::optional<qint64> activityBacklog;
        std::optional<qint64> running;
        std::optional<Milliseconds> oldest;
        bool operator==(const Sums &) const = default;
    } sums;
    static constexpr bool stale = false; ///< each row below says that of itself

    void add(const QueueFacts &queue);
    [[nodiscard]] int queues() const;
    [[nodiscard]] Signal signal() const; ///< the worst of them
    [[nodiscard]] Signal shownSignal() const;
    bool operator==(const FoldFacts &) const = default;
};

/// Likewise for a namespace's row.
struct NamespaceFacts
{
    NamespaceSample sample;
    std::optional<Runbook::Namespace> runbook; ///< what it says of the namespace
    NamespaceAssessment assessment;            ///< what the rules say of it, whatever its queues show
    bool isTroubled = false;                   ///< likewise something of it isn't known
    Signal signal = Signal::Unknown;           ///< worst of that and of its queues
    Signal shown = Signal::Unknown;            ///< likewise of what they show
    bool stale = false;

    bool operator==(const NamespaceFacts &) const = default;
};

struct GroupFacts;

/// Of both types together.
[[nodiscard]] Drain timeToDrain(const QueueSample &sample);

/// How long the oldest task waits; nullopt where none does (the server says an age of zero then).
[[nodiscard]] std::optional<Milliseconds> waitingTime(const QueueSample &sample);

/// The cells of the board: pure functions from facts to what a view asks for.
namespace boardcells {

[[nodiscard]] bool isNumber(BoardModel::Column column);
[[nodiscard]] int alignment(BoardModel::Column column);
/// `now` by Clock::sinceBoot. Without what takes the verdict of now: tooltip and description.
[[nodiscard]] QVariant value(const QueueFacts &facts, BoardModel::Column column, int role, Milliseconds now);
[[nodiscard]] QVariant value(const NamespaceFacts &facts, BoardModel::Column column, int role,
                             Milliseconds now);
[[nodiscard]] QVariant value(const FoldFacts &facts, BoardModel::Column column, int role);
[[nodiscard]] QVariant value(const GroupFacts &facts, BoardModel::Column column, int role);

} // namespace boardcells
} // namespace signalbox
