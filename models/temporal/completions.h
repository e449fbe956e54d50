// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <functional>
#include <memory>

namespace grpc {
class CompletionQueue;
}

namespace signalbox {

/// The thread that hears from gRPC what ended: attempts, and waits for another state of the connection. It
/// sleeps until there is something to hear, where each of the threads behind gRPC's callback calls (one for
/// two cores) wakes twice a second (1.51, completion_queue.cc). Internal to this room, as it shows gRPC.
/// Owner thread.
class Completions final
{
public:
    /// Runs on the thread; `isOk` as CompletionQueue::Next says it.
    using Ended = std::function<void(bool isOk)>;

    Completions();
    /// Waits for what is under way, this long at most: a call that gRPC never ends has been seen.
    ~Completions();
    Completions(const Completions &) = delete;
    Completions &operator=(const Completions &) = delete;

    [[nodiscard]] grpc::CompletionQueue &queue();
    /// What to give to gRPC together with queue(); it is heard once.
    [[nodiscard]] static void *tag(Ended ended);

private:
    class Private;
    std::shared_ptr<Private> d; ///< the thread's too
};

} // namespace signalbox
