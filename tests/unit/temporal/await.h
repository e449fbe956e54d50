// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"

#include <QtTest>

namespace signalbox {

/// Runs the event loop until the reply is in; the deadline of every call is shorter than the wait.
template <class T>
Result<T> await(Reply<T> reply)
{
    QObject receiver;
    std::optional<Result<T>> got;
    reply.deliver(&receiver, [&got](Result<T> result) { got.emplace(std::move(result)); });
    if (!QTest::qWaitFor([&got] { return got.has_value(); }, 60'000))
        return fail(ErrorKind::Internal, QStringLiteral("the reply never came"));
    return std::move(*got);
}

} // namespace signalbox
