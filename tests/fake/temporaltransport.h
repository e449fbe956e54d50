// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fake/temporalfaults.h"
#include "tests/fake/temporalworld.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>

#include <QMap>

namespace signalbox::fake {

class ServerLimits;

struct RawCall
{
    std::string method;
    std::string peer;
    QMap<QByteArray, QByteArray> metadata;
    std::string request;
};

/// Takes calls of any method as bytes, records them and answers from the world or as the fault plan says.
class TemporalTransport final : public grpc::CallbackGenericService
{
public:
    TemporalTransport(TemporalWorld &world, FaultPlan &faults)
        : m_world(world)
        , m_faults(faults)
    {
    }

    grpc::ServerGenericBidiReactor *CreateReactor(grpc::GenericCallbackServerContext *context) override;

    void limitBy(ServerLimits &limits);
    void releaseHeld();
    [[nodiscard]] int held() const;
    [[nodiscard]] int inProgress() const;
    [[nodiscard]] int calls(const std::string &method) const;
    [[nodiscard]] std::vector<RawCall> recorded(const std::string &method) const;
    void forgetCalls();

private:
    class Reactor;

    TemporalWorld &m_world;
    FaultPlan &m_faults;
    std::atomic<ServerLimits *> m_limits = nullptr;
    mutable std::mutex m_mutex;
    std::vector<RawCall> m_calls;
    std::map<std::string, int> m_counts;
    std::vector<Reactor *> m_held;
    int m_open = 0; ///< held ones too
};

} // namespace signalbox::fake
