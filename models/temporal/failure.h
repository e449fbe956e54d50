// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/payload.h"

#include <vector>

/// What the server says of failures, as plain comparable values. Source:
/// temporal/api/failure/v1/message.proto.
namespace signalbox {

enum class FailureKind {
    Other,
    Application,
    Timeout,
    Canceled,
    Terminated,
    Server,
    Reset,
    Activity,
    ChildWorkflow,
    NexusOperation,
    NexusHandler
};

/// One link of a chain of causes.
struct FailureLink
{
    QString message; ///< empty if encrypted
    FailureKind kind = FailureKind::Other;
    QString type;    ///< "ConnectionError", of application and Nexus handler failures
    QString subject; ///< whose it is: the activity's or child's type, the Nexus operation, which timeout
    QString source;  ///< "PythonSDK"
    QString stackTrace;
    std::vector<Payload> details; ///< of an application failure; the heartbeat's of a timeout
    bool isEncrypted = false;     ///< message and stack trace are in a form only a codec reads
    bool isNonRetryable = false;

    bool operator==(const FailureLink &) const = default;
};

/// Why something failed, from the wrapper to the innermost cause. Holds a bounded number of links, the
/// innermost always; `omitted` were left out before it.
struct Failure
{
    std::vector<FailureLink> links; ///< empty: nothing failed
    int omitted = 0;

    [[nodiscard]] bool isEmpty() const { return links.empty(); }
    bool operator==(const Failure &) const = default;
};

} // namespace signalbox
