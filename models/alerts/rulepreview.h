// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/monitor/series.h"
#include "models/policy/runbook.h"

#include <atomic>
#include <set>

/// What a rule would have done with what the store remembers: judged by the same RuleSet as what is seen now.
namespace signalbox {

/// What it takes to say so. A value, to be taken to another thread.
struct PreviewQuery
{
    QString store;              ///< its path
    Runbook runbook;            ///< in which the rule stands: what it says where another one holds
    Runbook::Rule rule;         ///< of it
    std::set<QString> readable; ///< namespaces
    Instant from;
    Instant to;
};

/// What became of the rule on one queue, for one task type.
struct PreviewedQueue
{
    QueueKey key;
    TaskType type = TaskType::Workflow;
    qint64 threshold = 0; ///< the queue's own, where it has one
    int times = 0;        ///< that it would have fired
    Milliseconds lasting{0};
    std::optional<Instant> last; ///< when it would have fired last
    bool isFiring = false;       ///< at the end

    bool operator==(const PreviewedQueue &) const = default;
};

struct RulePreview
{
    Instant from;
    Instant to;
    bool isKept = true;           ///< what the rule judges is in the store
    std::size_t queues = 0;       ///< for which it would hold, of which anything is known within the time
    std::size_t elsewhere = 0;    ///< for which another rule of its kind would hold
    std::optional<Instant> begin; ///< of what is known, where that is later
    std::optional<Instant> minutesUntil; ///< of what is older only minutes are kept
    std::size_t gapped = 0;              ///< queues with gaps
    Milliseconds longestGaps{0};         ///< of the one with the most
    std::size_t fired = 0;               ///< queues
    int times = 0;
    Milliseconds lasting{0};
    /// Where it would have fired, longest first: at most `mostShown`.
    std::vector<PreviewedQueue> shown;
    static constexpr std::size_t mostShown = 200;

    bool operator==(const RulePreview &) const = default;
};

/// Whether the store has what a rule of a kind judges.
[[nodiscard]] bool isKeptForRule(RuleKind kind);

/// Whom it may stop, and what a person who waits sees. Of any thread.
struct PreviewProgress
{
    std::atomic<bool> isUnwanted = false;
    std::atomic<std::size_t> done = 0; ///< queues
    std::atomic<std::size_t> all = 0;
};

/// Of the store alone, queue by queue, so that its memory is that of one queue. Blocking; any thread.
[[nodiscard]] Result<RulePreview> previewRule(const PreviewQuery &query, PreviewProgress &progress);

/// "Would have fired 3 times in the last 7 days, 42 m in all, on ingest, evals."
[[nodiscard]] QString previewSentence(const RulePreview &preview);
/// Where history can't tell, sentence by sentence; none: it can.
[[nodiscard]] QStringList previewDoubts(const RulePreview &preview, const AlertRule &rule);

} // namespace signalbox
