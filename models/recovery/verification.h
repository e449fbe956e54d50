// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/manifest.h"
#include "models/temporal/queues.h"

#include <map>

/// What a living cluster is, held against a manifest. Plain values.
namespace signalbox {

/// What became of a run.
enum class Fate {
    // One of these for each run of the manifest.
    Missing,     ///< the server knows no such run
    Behind,      ///< its history is shorter than it was
    ClosedSince, ///< it has ended, as runs do
    Advanced,    ///< it has gone on
    Intact,      ///< it stands where it stood
    Uncompared,  ///< it is there; the manifest does not say how far it was
    Unread,      ///< it could not be asked for
    // Of runs that the manifest does not have.
    Reopened, ///< it runs, and began before the manifest was taken: it had ended by then
    New,      ///< it began afterwards
    // Beside one of the others, where list and run contradict each other.
    Ghost,      ///< the list has it running, and there is no such run
    WrongStatus ///< the list has it running and it has ended, or the other way round
};
inline constexpr std::array fates{Fate::Missing,     Fate::Behind, Fate::Reopened,   Fate::Ghost,
                                  Fate::WrongStatus, Fate::Unread, Fate::Uncompared, Fate::ClosedSince,
                                  Fate::Advanced,    Fate::New,    Fate::Intact};

/// Whether a restored cluster should not have it. What has gone on, ended or begun since is life.
[[nodiscard]] bool isDifference(Fate fate);

struct RunFate
{
    Fate fate = Fate::Intact;
    QString workflowId;
    QString runId;
    QString type;
    std::optional<qint64> then; ///< events in its history
    std::optional<qint64> now;
    ExecutionStatus status = ExecutionStatus::Unspecified; ///< now

    bool operator==(const RunFate &) const = default;
};

/// A setting that is another now. Unset: it was not there, or is not.
struct Change
{
    QString part; ///< "retention", "search_attribute", "schedule"
    QString name; ///< of which one, where there are several
    std::optional<QString> then;
    std::optional<QString> now;

    bool operator==(const Change &) const = default;
};

/// A queue that had pollers.
struct QueueFate
{
    QString name;
    TaskType type = TaskType::Workflow;
    int then = 0;
    std::optional<int> now;

    bool operator==(const QueueFate &) const = default;
};

/// Activities of one type that workers had begun: what they did may be done twice.
struct Rerun
{
    QString type;
    QString taskQueue;
    qint64 activities = 0;
    QString example; ///< a workflow id

    bool operator==(const Rerun &) const = default;
};

/// A run that has yet to go on.
struct Standing
{
    QString ns;
    QString workflowId;
    QString runId;
    qint64 historyLength = 0;
    bool isDue = false; ///< it waits for a worker, not for a timer or a signal alone

    bool operator==(const Standing &) const = default;
};

struct NamespaceVerification
{
    QString name;
    enum class State { There, Missing, Unread };
    State state = State::There;
    std::map<Fate, qint64> counts;
    std::vector<RunFate> named; ///< of each fate but Intact and Advanced the first thousand
    std::vector<Change> changes;
    std::vector<QueueFate> queues;
    std::vector<Rerun> again;
    std::vector<manifest::Gap> gaps; ///< what could not be read now, or was not when the manifest was taken

    [[nodiscard]] qint64 count(Fate fate) const;
};

struct Verification
{
    manifest::Head head;
    Instant ended; ///< the manifest
    std::optional<ClusterInfo> cluster;
    std::vector<Change> changes; ///< of the cluster
    std::vector<manifest::Gap> gaps;
    std::vector<NamespaceVerification> namespaces;
    QStringList newNamespaces;
};

[[nodiscard]] bool hasDifference(const NamespaceVerification &result);
[[nodiscard]] bool hasDifference(const Verification &result);
/// Whether something could not be told.
[[nodiscard]] bool hasGap(const NamespaceVerification &result);
[[nodiscard]] bool hasGap(const Verification &result);

} // namespace signalbox
