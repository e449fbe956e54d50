// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/completions.h"

#include "models/base/logging.h"

#include <grpcpp/completion_queue.h>

#include <future>
#include <thread>

namespace signalbox {

using namespace std::chrono_literals;

class Completions::Private
{
public:
    void run()
    {
        void *tag = nullptr;
        for (bool isOk = false; m_queue.Next(&tag, &isOk);)
            (*std::unique_ptr<Ended>(static_cast<Ended *>(tag)))(isOk);
        m_drained.set_value();
    }

    grpc::CompletionQueue m_queue;
    std::promise<void> m_drained;
    std::thread m_thread;
};

Completions::Completions()
    : d(std::make_shared<Private>())
{
    d->m_thread = std::thread([shared = d] { shared->run(); });
}

Completions::~Completions()
{
    d->m_queue.Shutdown();
    if (d->m_drained.get_future().wait_for(5s) == std::future_status::ready) {
        d->m_thread.join();
    } else {
        qCWarning(lcRpc) << "gRPC did not end all calls";
        d->m_thread.detach();
    }
}

grpc::CompletionQueue &Completions::queue()
{
    return d->m_queue;
}

void *Completions::tag(Ended ended)
{
    return std::make_unique<Ended>(std::move(ended)).release();
}

} // namespace signalbox
