// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/identity/secret.h"
#include "models/temporal/limits.h"
#include "models/temporal/purpose.h"

#include <functional>
#include <memory>
#include <optional>

namespace grpc {
class ClientContext;
class Status;
} // namespace grpc

namespace signalbox {

/// What is fixed for a method.
struct Method
{
    const char *name = nullptr; ///< "DescribeTaskQueue"
    bool write = false;
    bool visibility = false;                                ///< counts in the namespace's small budget
    bool large = false;                                     ///< its answers are worth compressing
    bool open = false;                                      ///< needs no token, and is refused with a bad one
    Milliseconds Limits::*deadline = &Limits::readDeadline; ///< which of the limits ends it
};

/// One call from request to outcome, whatever its types: CallPath decides when it is sent and whether again,
/// the subclass knows request, answer and promise. Owner thread, except succeed().
class Call
{
public:
    using Ended = std::function<void(const grpc::Status &)>;

    Call(const Method &what, QString inNamespace, Purpose why)
        : method(what)
        , ns(std::move(inNamespace))
        , purpose(why)
    {
    }
    virtual ~Call() = default;
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;

    /// Starts an attempt; `ended` runs on the thread of the completions. The context outlives it.
    virtual void send(grpc::ClientContext &context, Ended ended) = 0;
    /// On that thread, after an attempt that ended well: converts the answer and hands it over, or keeps
    /// it and asks for another page.
    enum class Next { Nothing, AnotherPage };
    virtual Next succeed() = 0;
    virtual void fail(Error error) = 0;

    const Method &method;
    const QString ns;
    const Purpose purpose;
    Secret writeToken; ///< of a write

    // Kept by CallPath.
    Milliseconds deadline{0};
    Milliseconds notBefore{0};
    int attempt = 0;
    std::optional<Error> lastError; ///< of the attempt that it waits to repeat
    bool deniedOnce = false;
    bool cancelled = false;
    bool markedOperator = false;
};

} // namespace signalbox
