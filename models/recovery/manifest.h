// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/temporal/executions.h"
#include "models/temporal/inventory.h"

#include <QStringList>

#include <array>
#include <optional>
#include <variant>
#include <vector>

/// A manifest: what a cluster held at one time, to be held against what is restored of it. Values, a kind of
/// line each; what isn't known is nullopt and has a Gap that says why.
namespace signalbox::manifest {

/// The form of the file. A reader refuses newer ones.
inline constexpr int formVersion = 1;

/// The first line.
struct Head
{
    QString profile;
    QString address;
    Instant begun;
    std::optional<ClusterInfo> cluster;
    QStringList asked = {}; ///< the namespaces it was limited to; empty: all that could be read

    bool operator==(const Head &) const = default;
};

/// Begins a namespace: all lines up to the next one are of it.
struct Namespace
{
    QString name;
    std::optional<NamespaceConfig> config;
    std::optional<SearchAttributes> attributes;

    bool operator==(const Namespace &) const = default;
};

/// A run that was running or paused.
struct Run
{
    QString workflowId;
    QString runId;
    QString type;
    QString taskQueue;
    std::optional<Instant> started;
    std::optional<qint64> historyLength; ///< and the id of its last event

    bool operator==(const Run &) const = default;
};

/// Who polled a queue, by task type. Which queues are asked: those of the runs and of their activities, and
/// where a worker's heart beats.
struct Queue
{
    QString name;
    std::optional<int> workflowPollers; ///< nullopt: not asked
    std::optional<int> activityPollers;

    bool operator==(const Queue &) const = default;
};

/// What of a namespace, or of the cluster, could not be read.
enum class Part { Cluster, Namespaces, Configuration, SearchAttributes, Schedules, Runs, History, Queues };
inline constexpr std::array parts{Part::Cluster,          Part::Namespaces, Part::Configuration,
                                  Part::SearchAttributes, Part::Schedules,  Part::Runs,
                                  Part::History,          Part::Queues};

struct Gap
{
    Part part = Part::Cluster;
    QString why; ///< a sentence for people

    bool operator==(const Gap &) const = default;
};

struct Counts
{
    qint64 namespaces = 0;
    qint64 schedules = 0;
    qint64 runs = 0;
    qint64 queues = 0;
    qint64 gaps = 0;

    bool operator==(const Counts &) const = default;
};

/// The last line. A file without it was cut.
struct End
{
    Instant ended;
    Counts counts;
    QByteArray checksum; ///< SHA-256 of all bytes before, in hexadecimal digits

    bool operator==(const End &) const = default;
};

using Line = std::variant<Head, Namespace, Schedule, Run, Queue, Gap, End>;

} // namespace signalbox::manifest
