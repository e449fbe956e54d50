// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/policy/expectations.h"

/// What may be deleted where: pure functions of the runbook's file.
namespace signalbox {

/// Closed runs of one namespace that are to go. A value: the cut-off stays what it was when it was planned.
struct CleanUpOrder
{
    QString ns;
    std::chrono::seconds olderThan{0}; ///< since they closed
    Instant closedBefore;              ///< whole seconds, as the query has it

    /// Of List and Count. By the statuses of what has closed: "not running" would take in what is paused,
    /// which some servers list with a close time (1.31).
    [[nodiscard]] QString query() const;
    bool operator==(const CleanUpOrder &) const = default;
};

/// How old a closed run has to be there. The namespace has an entry of its own that does not protect it, and
/// the last [[clean_up]] that fits allows it; otherwise Denied with the sentence why nothing may be deleted.
[[nodiscard]] Result<std::chrono::seconds> allowedAge(const Expectations &expectations, const QString &ns);
/// `wanted`: nothing is the runbook's own age; a younger one is refused (Denied).
[[nodiscard]] Result<CleanUpOrder> planCleanUp(const Expectations &expectations, const QString &ns,
                                               std::optional<std::chrono::seconds> wanted, Instant now);

} // namespace signalbox
