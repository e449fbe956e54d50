// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/expectations.h"
#include "models/runbook/drift.h"
#include "models/runbook/seencluster.h"

/// A rule is one function: what the runbook says and what was seen, to what came of it, one for each thing
/// that it was held against. Pure, any thread.
namespace signalbox::driftrules {

using Drifts = std::vector<Drift>;
using Rule = Drifts (*)(const Expectations &, const SeenCluster &);

[[nodiscard]] Drifts namespaceMissing(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts namespaceExtra(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts retention(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts archival(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts description(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts owner(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts searchAttributes(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts protection(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts cleanUp(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts contradiction(const Expectations &expectations, const SeenCluster &cluster);

[[nodiscard]] Drifts queueUndeclared(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts queueUnseen(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts queueUnpolled(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts queueUnqualified(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts queueSplit(const Expectations &expectations, const SeenCluster &cluster);

[[nodiscard]] Drifts activityPollers(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts activitySlots(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts scheduleToClose(const Expectations &expectations, const SeenCluster &cluster);
[[nodiscard]] Drifts rateLimit(const Expectations &expectations, const SeenCluster &cluster);

/// Of a namespace that exists and has an entry, or of any where the runbook has none at all.
[[nodiscard]] bool isCovered(const Expectations &expectations, const SeenNamespace &ns);

} // namespace signalbox::driftrules
