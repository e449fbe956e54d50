// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/leverstate.h"
#include "models/interventions/target.h"
#include "models/runbook/drift.h"

#include <optional>

namespace signalbox {

/// What puts one drift right from here: what it is called, what it is aimed at, with what the runbook wants,
/// and whether it can be pulled now.
struct DriftLever
{
    QString text;
    InterventionTarget target;
    LeverState state;
};
/// Nothing for what no lever puts right: what holds, what is impossible or not known, what is of no
/// namespace.
[[nodiscard]] std::optional<DriftLever> leverOf(const Desk &desk, const Drift &drift);

} // namespace signalbox
