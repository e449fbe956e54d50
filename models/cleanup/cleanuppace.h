// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

namespace signalbox {

/// How fast a namespace is cleaned up that has other work; tests bring others.
struct CleanUpPace
{
    /// As many as the server's own batches delete (`worker.batcherRPS`). With a look before and one or two
    /// after each that is 200 calls a second at most, a twelfth of `frontend.namespaceRPS` (2,400).
    double perSecond = 50;
    /// A deletion takes about a second until it is proven, most of which is waiting.
    int atOnce = 64;
    int pageSize = 1000; ///< the server gives no more
    /// Runs whose names are on disk before the first of them goes: two seconds' worth.
    int groupSize = 100;
    /// Refused in a row by the server: then it is no single run's trouble.
    int mostFailures = 20;
    /// Of a run that the server has no time for.
    int mostTries = 5;
    /// A token that has less left is not begun with: a call may take some seconds.
    Milliseconds tokenLeft{5'000};
    /// An everyday token is renewed by its session; so long a new one is waited for.
    Milliseconds renewAgainAfter{1'000};
    int mostRenewals = 30;
    /// The list forgets what was deleted a little later.
    Milliseconds countAgainAfter{1'000};
    int mostCounts = 8;
};

} // namespace signalbox
