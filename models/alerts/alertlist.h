// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"

#include <set>

namespace signalbox {

class AlertEngine;
class AlertMarks;
class Watch;

/// How an alert stands, to a person.
enum class AlertStage {
    Firing,
    Recovering, ///< it fires, and its value has come back
    Pending,
    Unknown,
    Muted, ///< not known because the cluster does not answer, which has an alert of its own
};
[[nodiscard]] QString stageName(AlertStage stage);

/// An alert, and what people said of it.
struct ListedAlert
{
    Alert alert;
    AlertRule rule;
    AlertStage stage = AlertStage::Unknown;
    QString owner;  ///< empty: nobody's
    QString reason; ///< how it stands, as a clause
    QString age;    ///< how long it stands so, roughly; "–" if unknown
    std::optional<Mark> acknowledged;
    std::optional<Mark> snoozed;
    std::optional<Mark> snoozeEnded; ///< lately, by itself
    std::size_t notes = 0;

    bool operator==(const ListedAlert &) const = default;

    [[nodiscard]] bool isOpen() const { return !acknowledged && !snoozed; } ///< nobody has taken it yet
};

/// How many dangers fire that nobody has taken: what a person is called for.
[[nodiscard]] int openDangers(const AlertEngine &engine, const AlertMarks &marks);

/// What the rules see at all.
struct AlertCoverage
{
    std::size_t queues = 0;       ///< that are judged
    std::size_t unjudged = 0;     ///< known by name, and nothing was seen of them yet
    std::size_t rules = 0;        ///< that hold somewhere
    std::set<QString> unreadable; ///< namespaces of which nothing can be judged

    bool operator==(const AlertCoverage &) const = default;
};
[[nodiscard]] AlertCoverage coverageOf(const AlertEngine &engine, const Watch &watch);

} // namespace signalbox
