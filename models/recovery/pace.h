// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

namespace signalbox {

/// How fast a cluster is read that has other work; tests and benches bring others.
struct Pace
{
    /// A twelfth of `frontend.namespaceRPS` (2,400): 100,000 runs take 8 minutes.
    double describesPerSecond = 200;
    int describesAtOnce = 32;
    /// Of queues, as the watch: a look loads a queue's partitions.
    double queuesPerSecond = 20;
    int pageSize = 1000; ///< the server gives no more
    /// Visibility is that late on a busy server: what contradicts is looked at again after it.
    Milliseconds secondLookAfter{2000};
};

} // namespace signalbox
