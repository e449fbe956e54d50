// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/runbook.h"
#include "models/store/mark.h"
#include "models/store/transition.h"

namespace signalbox {

/// That a rule began to stand otherwise, in words.
struct PastChange
{
    Transition change;
    QString what;   ///< "fires", "has ended"
    QString rule;   ///< in words where the runbook still has it, else its id
    QString value;  ///< "412"; "–" if unknown
    QString owner;  ///< empty: nobody's
    QString lasted; ///< of one that has ended: how long it was pending or firing; empty: not known here

    bool operator==(const PastChange &) const = default;
    [[nodiscard]] AlertKey alert() const { return {change.rule, change.key, change.type}; }
};

/// Newest first, of changes that are oldest first. Pure, any thread.
[[nodiscard]] std::vector<PastChange> historyOf(const std::vector<Transition> &changes,
                                                const Runbook &runbook);
/// Comma-separated, a line each: the time with its offset from UTC, names as the server has them, the value
/// and the limit in the rule's unit, and how long it lasted. Pure, any thread.
[[nodiscard]] QByteArray csvOf(const std::vector<PastChange> &history);

} // namespace signalbox
