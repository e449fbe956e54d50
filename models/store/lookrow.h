// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/countrow.h"
#include "models/store/judgement.h"
#include "models/store/message.h"
#include "models/store/transition.h"
#include "models/store/versionrow.h"

namespace signalbox {

/// What was seen of one task type of one queue, in the store's units (schema.h). Unknown is nullopt.
struct StoredFigures
{
    std::optional<qint64> age;
    std::optional<qint64> added;
    std::optional<qint64> dispatched;
    std::optional<qint64> pollers;

    bool operator==(const StoredFigures &) const = default;
};

/// One look at a series.
struct StoredLook
{
    qint64 time = 0;
    qint64 valid = 0;
    qint64 gap = 0;
    std::optional<qint64> backlog;
    StoredFigures figures;

    [[nodiscard]] qint64 until() const { return time + valid; }
    bool operator==(const StoredLook &) const = default;
};

/// One look at one task type of one queue, on its way into the store.
struct LookRow
{
    QueueKey key;
    TaskType type = TaskType::Workflow;
    Instant bootedAt; ///< as the wall clock had it: where it differs from the last look's, a clock was set
    StoredLook look;  ///< its gap is the writer's to know
};

/// What is committed together: looks, what was judged by them and whom that is told, what was counted, and
/// which versions tasks went to.
struct StoreBatch
{
    std::vector<LookRow> looks;
    std::vector<Transition> transitions;
    std::vector<Judgement> judgements = {};
    std::vector<OpenRow> open = {};
    std::vector<CloseRow> closes = {};
    std::vector<CallRow> calls = {};
    std::vector<MessageNote> messages = {};
    std::vector<VersionRow> versions = {};

    [[nodiscard]] bool isEmpty() const
    {
        return looks.empty() && transitions.empty() && judgements.empty() && open.empty() && closes.empty() &&
               calls.empty() && messages.empty() && versions.empty();
    }
};

/// Looks within one minute and without a gap between them, or those of a slice of time.
struct MinuteRow
{
    qint64 time = 0; ///< of the first look
    qint64 span = 0; ///< to the last one
    qint64 valid = 0;
    qint64 gap = 0;
    std::optional<qint64> low;
    std::optional<qint64> high;
    std::optional<qint64> last;
    StoredFigures figures;

    [[nodiscard]] qint64 latest() const { return time + span; }
    bool operator==(const MinuteRow &) const = default;
};

/// A row for each type that was asked for. The server answers zeros for any name: of a queue that was never
/// seen nothing is known.
[[nodiscard]] std::vector<LookRow> rowsOf(const QueueSample &sample, bool isSeen = true);

inline constexpr qint64 secondsAMinute = 60;
[[nodiscard]] constexpr qint64 minuteBegin(qint64 time)
{
    return time / secondsAMinute * secondsAMinute;
}

[[nodiscard]] qint64 storedTime(Instant time);
[[nodiscard]] Instant timeOf(qint64 stored);
[[nodiscard]] std::optional<double> rateOf(std::optional<qint64> stored);

} // namespace signalbox
