// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "ui/widgets/place.h"

namespace signalbox {

/// Where an alert's cause is seen.
struct NextPlace
{
    QString text; ///< of the button that leads there
    Place place;

    bool operator==(const NextPlace &) const = default;
};

/// Where a person goes first: as the verdict on the queue says, else to what the alert is of. Pure.
[[nodiscard]] NextPlace nextPlace(const Alert &alert, const Verdict &verdict);
/// What the alert is of. Pure.
[[nodiscard]] Place placeOf(const Alert &alert);

} // namespace signalbox
