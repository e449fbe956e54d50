// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/temporal/callkind.h"
#include "models/temporal/executions.h"

namespace signalbox {

/// What was counted of all namespaces, and what the console called, over a stretch of time that is cut into
/// slices of equal length, whole minutes. They lie still while time goes on. A value.
struct Overview
{
    /// How executions ended, of the namespaces of which that is known.
    struct Ends
    {
        std::map<ExecutionStatus, double> perMinute; ///< Unspecified: with a status that a newer server knows
        int namespaces = 0;

        [[nodiscard]] double total() const;
        bool operator==(const Ends &) const = default;
    };
    struct Calls
    {
        std::map<CallKind, double> perMinute;
        double refused = 0; ///< likewise

        [[nodiscard]] double total() const;
        bool operator==(const Calls &) const = default;
    };
    /// The highest number of running executions in each slice; nullopt: not known.
    using Line = std::vector<std::optional<qint64>>;

    Instant begin; ///< of the first slice
    Milliseconds slice = std::chrono::minutes(1);
    std::map<QString, Line> running; ///< by namespace
    std::vector<std::optional<Ends>> ends;
    std::vector<std::optional<Calls>> calls;
    std::optional<Instant> runningSince; ///< the oldest that is kept at all
    std::optional<Instant> endsSince;
    std::optional<Instant> callsSince;

    [[nodiscard]] std::size_t size() const { return calls.size(); } ///< slices, of every part as many
    [[nodiscard]] Instant timeOf(std::size_t index) const;
    [[nodiscard]] Instant end() const { return timeOf(size()); }

    /// What was read later of slices of the same length: takes the place of those that it knows, and as many
    /// as are new go at the beginning. One that follows no slice of this takes the place of all.
    void append(Overview later);

    bool operator==(const Overview &) const = default;
};

/// As many lines as a person tells apart: the namespaces that ran the most at any time, and the others
/// summed.
struct RunningLines
{
    struct Named
    {
        QString ns;
        Overview::Line line;
    };
    std::vector<Named> largest; ///< the highest first
    int others = 0;             ///< namespaces
    Overview::Line rest;        ///< their highest numbers summed: at most so many ran; empty without others
    std::vector<int> summed;    ///< of so many of them each number is; the others' is not known
};
[[nodiscard]] RunningLines runningLines(const Overview &overview, std::size_t most);

} // namespace signalbox
