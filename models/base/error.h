// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <tl/expected.hpp>

namespace signalbox {

/// What went wrong, as far as a caller can act on it. The sentence for a person is made at the edge
/// (explain() in format.h); low layers only fill in the fields.
enum class ErrorKind {
    Unreachable,   ///< no answer: connection refused, lost, or the deadline passed
    Denied,        ///< the server (or our own verified claims) refuses this user
    Expired,       ///< no usable token: signed out or the session ended
    Throttled,     ///< RESOURCE_EXHAUSTED or our own budget
    TooLarge,      ///< a message over a limit; trying again cannot help
    NotFound,      ///< namespace, workflow, run or activity does not exist (any more)
    Invalid,       ///< bad input: query, configuration, result text
    LostRace,      ///< the thing changed between look and act
    Unsupported,   ///< the server lacks the call (UNIMPLEMENTED) or has it switched off
    Configuration, ///< profiles.toml or a file it names
    Cancelled,     ///< the person gave up
    Internal,      ///< everything else, with the server's own words
};

/// An error as a value. Comparable, copyable, safe on any thread.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString detail;   ///< the server's or system's own words; plain text, untrusted
    QString method;   ///< "TerminateWorkflowExecution", "token endpoint", "" where none
    QString endpoint; ///< host:port or URL without query
    QString code;     ///< gRPC or HTTP status name, "" where none

    bool operator==(const Error &) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

/// A Result without a value.
using Done = tl::expected<void, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, QString detail)
{
    return tl::unexpected<Error>(Error{kind, std::move(detail), {}, {}, {}});
}

} // namespace signalbox

Q_DECLARE_METATYPE(signalbox::Error)
