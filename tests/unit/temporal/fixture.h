// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/client.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"
#include "tests/unit/temporal/await.h"

namespace signalbox {

/// Waits short enough for tests, in the proportions of the real ones.
inline Limits quickLimits()
{
    Limits limits;
    limits.readDeadline = Milliseconds(5'000);
    limits.writeDeadline = Milliseconds(5'000);
    limits.retryDelay = Milliseconds(10);
    limits.retryDelayMax = Milliseconds(50);
    limits.throttledDelay = Milliseconds(20);
    limits.freshTokenSettling = Milliseconds(20);
    return limits;
}

/// A fake server and a client of it.
struct Fixture
{
    explicit Fixture(const Limits &limits = quickLimits(), fake::ServerOptions options = {})
        : server(std::move(options))
        , client(Client::create(server.profile(), tokens, clock, limits).value())
    {
    }

    [[nodiscard]] WriteToken writeToken() const
    {
        return WriteToken::fromEveryday(
            ReadToken(Secret("write-token"), clock.utc() + std::chrono::minutes(2)),
            {QStringLiteral("ns:write")});
    }

    fake::TemporalServer server;
    fake::StaticTokenSource tokens;
    SystemClock clock;
    std::unique_ptr<Client> client;
};

inline Reply<NamespaceInfo> readOf(Fixture &f)
{
    return f.client->describeNamespace(QStringLiteral("ns"), Purpose::Operator);
}

/// A fixture whose server knows "ns" and whose client is connected.
inline void prepare(Fixture &f)
{
    NamespaceInfo info;
    info.name = QStringLiteral("ns");
    f.server.setNamespaces({info});
    QVERIFY(await(f.client->systemInfo()));
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
}

/// What readOf() calls.
inline const QString readMethod = QStringLiteral("DescribeNamespace");

} // namespace signalbox
