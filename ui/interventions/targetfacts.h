// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/leverkind.h"
#include "ui/widgets/factgrid.h"

namespace signalbox {

struct Profile;

/// What the dialog names before anything is done, from the profile and from what was read; a value not read
/// yet is "–".
[[nodiscard]] std::vector<Fact> targetFacts(const InterventionTarget &target, const Profile &profile,
                                            const Seen *seen, Instant now);

} // namespace signalbox
