// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/finding.h"

/// Every cause that holds one type's tasks, each in the file of its name: whether it does.
namespace signalbox::causes {

[[nodiscard]] Finding held(const Side &side);
[[nodiscard]] Finding ghosts(const Side &side);
[[nodiscard]] Finding runsPaused(const Side &side);
[[nodiscard]] Finding nobodyPolls(const Side &side);
[[nodiscard]] Finding pollersSilent(const Side &side);
[[nodiscard]] Finding versionUnpolled(const Side &side);
[[nodiscard]] Finding rateLimited(const Side &side);
[[nodiscard]] Finding activitiesFail(const Side &side);
[[nodiscard]] Finding priorityStarves(const Side &side);
[[nodiscard]] Finding slotsBusy(const Side &side);
[[nodiscard]] Finding justLoaded(const Side &side);
[[nodiscard]] Finding grows(const Side &side);
[[nodiscard]] Finding drains(const Side &side);

} // namespace signalbox::causes
