// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/driftlist.h"
#include "ui/widgets/place.h"

namespace signalbox {

/// Where a drift is looked into, and what the way there is called.
struct DriftPlace
{
    QString text;
    Place place;
};
[[nodiscard]] DriftPlace placeOf(const ListedDrift &one);

} // namespace signalbox
