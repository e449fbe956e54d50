// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QtGlobal>

namespace signalbox {

/// What the client allows itself, in one place. The defaults are for a server with default settings; tests
/// and benches bring others.
struct Limits
{
    Milliseconds readDeadline{10'000};  ///< from the request to the last retry's answer (sdk-go: 10 s)
    Milliseconds writeDeadline{30'000}; ///< sdk-core: 30 s
    Milliseconds overdueAfter{5'000};   ///< past its deadline, a call that gRPC has not ended is given up
    Milliseconds retryDelay{200};       ///< doubled each time, sdk-go
    Milliseconds retryDelayMax{2'000};
    Milliseconds throttledDelay{1'000};     ///< first retry after RESOURCE_EXHAUSTED, sdk-core
    Milliseconds tokenIsFreshFor{5'000};    ///< a denial so soon after its first use is put down to clocks
    Milliseconds freshTokenSettling{2'000}; ///< wait before it is tried again: the server allows no leeway

    /// 200 calls at once hold the UI thread 9 to 14 ms, 5,000 more than 100 ms (measured).
    int inFlight = 64;
    /// Of these places, those that background calls leave free: polls that hang until their deadline must not
    /// hold up a lever or an open page.
    int keptForOperator = 8;

    /// frontend.namespaceRPS.visibility (10) and namespaceBurstRatio.visibility (1): all callers of a
    /// namespace.
    double visibilityPerSecond = 10;
    /// Share of calls with caller-type "operator": 20 % of the rate, but the whole burst (measured).
    double visibilityOperatorPerSecond = 2;
    /// What this console takes for polling, one call at a time: ten of them fit, also where they are started
    /// together and each has a namespace's queues to find.
    double visibilityBackgroundPerSecond = 0.8;
    /// What the two above leave of the quota, for the pages of a long list that a person waits for. Halved at
    /// each refusal, as others may page too, and whole again after a while without one.
    double visibilityPagingPerSecond = 6;
    Milliseconds pagingRecovery{10'000};

    int receiveBytes = 128 * 1024 * 1024; ///< sdk-go; gRPC's 4 MiB breaks long histories
    Milliseconds keepaliveEvery{15'000};  ///< the server refuses pings closer than 10 s
    Milliseconds keepaliveTimeout{5'000};
    Milliseconds connectPatience{5'000}; ///< with TCP, TLS and the server's greeting together
    Milliseconds reconnectFirst{200};
    Milliseconds reconnectMax{
        1'000}; ///< gRPC's default came back 10 s late after a minute's outage (measured)
};

} // namespace signalbox
