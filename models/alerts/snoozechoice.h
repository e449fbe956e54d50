// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QString>

#include <vector>

namespace signalbox {

/// For how long an alert may be put aside: always to an end, which is said.
struct SnoozeChoice
{
    QString text;
    Instant until;

    bool operator==(const SnoozeChoice &) const = default;
};

/// Half an hour, an hour, and until somebody is at work: 08:00 where the person is. At night that is today's;
/// a person who is up at three means the morning that comes. Pure, but for the zone.
[[nodiscard]] std::vector<SnoozeChoice> snoozeChoices(Instant now);

} // namespace signalbox
