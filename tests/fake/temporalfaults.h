// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <grpcpp/support/status.h>

#include <QByteArray>
#include <QString>

#include <functional>
#include <mutex>
#include <vector>

namespace signalbox::fake {

struct Fault
{
    enum class Kind { None, Fail, Hold, Bytes, Pad, LoseReply };
    Kind kind = Kind::None;
    grpc::Status status; ///< of Fail
    QByteArray bytes;    ///< instead of the answer, or behind it
};

/// With Temporal's error details where the real server adds some. `code` is gRPC's name.
[[nodiscard]] grpc::Status failureStatus(const QString &code, const QString &message);
/// A field of this size that no message knows.
[[nodiscard]] QByteArray unknownField(qsizetype bytes);

/// Which of the coming calls go wrong, and how. Any thread.
class FaultPlan
{
public:
    void add(const QString &method, Fault fault, int times);
    void addBefore(const QString &method, std::function<void()> action);
    void clear();

    [[nodiscard]] Fault next(const std::string &method);
    void runBefore(const std::string &method);

private:
    struct Planned
    {
        std::string method; ///< empty: any
        Fault fault;
        int times;
    };
    struct Action
    {
        std::string method;
        std::function<void()> run;
    };

    std::mutex m_mutex;
    std::vector<Planned> m_planned;
    std::vector<Action> m_actions;
};

} // namespace signalbox::fake
