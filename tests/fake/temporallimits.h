// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <grpcpp/support/status.h>

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>

namespace signalbox::fake {

struct RawCall;

/// What a server with default settings refuses, and what looking at its queues costs it, in a time that a
/// test moves. Any thread.
///
/// Visibility calls: 10 a second and namespace with a burst of 10 (`frontend.namespaceRPS.visibility`,
/// `frontend.namespaceBurstRatio.visibility`), those of caller-type "operator" from a bucket of their own
/// with a fifth of the rate; all others: 2,400 with twice the burst (`frontend.namespaceRPS`). A described
/// task queue has its 4 partitions loaded for 5 minutes (`matching.numTaskqueueReadPartitions`,
/// `matching.maxTaskQueueIdleTime`).
class ServerLimits
{
public:
    void moveTo(Milliseconds now);

    [[nodiscard]] std::optional<grpc::Status> refuse(const RawCall &call);

    [[nodiscard]] int refused() const;
    [[nodiscard]] int partitionLoads() const;

private:
    struct Bucket
    {
        double tokens;
        Milliseconds filled;
    };

    [[nodiscard]] bool takes(const std::string &bucket, double perSecond, double burst);
    void noteLook(const std::string &request);

    mutable std::mutex m_mutex;
    Milliseconds m_now{0};
    std::map<std::string, Bucket> m_buckets;
    std::map<std::tuple<std::string, std::string, int>, Milliseconds>
        m_lastLook; ///< by namespace, queue and type
    int m_refused = 0;
    int m_loads = 0;
};

} // namespace signalbox::fake
