// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/levergate.h"
#include "ui/widgets/factgrid.h"

namespace signalbox {

/// What "Who am I" and "About" tell. Pure functions.
[[nodiscard]] std::vector<Fact> userFacts(const User &user, const Profile &profile, const LeverGate &gate,
                                          std::optional<Instant> tokenExpiresAt);
[[nodiscard]] std::vector<Fact> aboutFacts(const Profile &profile, const QString &profilesFile);

} // namespace signalbox
