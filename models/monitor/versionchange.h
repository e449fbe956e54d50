// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/temporal/queues.h"

namespace signalbox {

/// What a queue's tasks go to became something else between two looks.
struct VersionChange
{
    Milliseconds sinceBoot{0}; ///< of the later look, by Clock::sinceBoot
    QueueVersions from;
    QueueVersions to;

    bool operator==(const VersionChange &) const = default;
};

} // namespace signalbox
