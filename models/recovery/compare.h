// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/runlooks.h"
#include "models/recovery/verification.h"

/// What was against what is: pure functions, any thread.
namespace signalbox::compare {

/// Of a run of the manifest.
[[nodiscard]] Fate fate(const manifest::Run &then, const Result<RunFacts> &now);

/// Of an open run that the manifest does not have. `listed`: when its namespace's runs were written down, of
/// which the newest began at `newest`. Our clock may be a minute ahead of the server's.
[[nodiscard]] Fate fate(const RunFacts &now, Instant listed, std::optional<Instant> newest);

[[nodiscard]] std::vector<Change> changes(const ClusterInfo &then, const ClusterInfo &now);
[[nodiscard]] std::vector<Change> changes(const NamespaceConfig &then, const NamespaceConfig &now);
/// Those that are gone or of another type: new ones are none of a restore's business.
[[nodiscard]] std::vector<Change> changes(const SearchAttributes &then, const SearchAttributes &now);
/// Those that are gone, or are paused and were not, or the other way round.
[[nodiscard]] std::vector<Change> changes(const std::vector<Schedule> &then,
                                          const std::vector<Schedule> &now);
/// Of those that had pollers, by task type.
[[nodiscard]] std::vector<QueueFate> queues(const std::vector<manifest::Queue> &then,
                                            const std::vector<manifest::Queue> &now);

} // namespace signalbox::compare
