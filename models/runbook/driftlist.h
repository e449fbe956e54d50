// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/runbook.h"
#include "models/runbook/drift.h"

namespace signalbox {

/// A drift as a list has it.
struct ListedDrift
{
    Drift drift;
    QString owner; ///< of the queue, else of the namespace; empty: the runbook names none
    QString query; ///< the runs that it is about, where it is about some

    bool operator==(const ListedDrift &) const = default;
};

/// What is asked for first comes first: by state, then by namespace, queue and rule. `seen`: when the cluster
/// was. Pure, any thread.
[[nodiscard]] std::vector<ListedDrift> listDrifts(std::vector<Drift> drifts, const Runbook &runbook,
                                                  const Expectations &expectations, Instant seen);

/// What a list of drifts is narrowed to. Empty fields narrow nothing.
struct DriftFilter
{
    std::optional<DriftState> state;
    QString owner;
    QString ns;
    QString text; ///< words of any cell; none of those that begin with '-'

    [[nodiscard]] bool isEmpty() const { return *this == DriftFilter(); }
    bool operator==(const DriftFilter &) const = default;
};
[[nodiscard]] bool fits(const ListedDrift &one, const DriftFilter &filter);

/// For other programs and for people elsewhere: what is listed, in its order.
[[nodiscard]] QByteArray csvOf(const std::vector<ListedDrift> &drifts);
/// `title`: a line above the table.
[[nodiscard]] QString markdownOf(const std::vector<ListedDrift> &drifts, const QString &title);

} // namespace signalbox
