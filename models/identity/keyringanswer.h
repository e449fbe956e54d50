// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"

#include <QTimer>

namespace signalbox {

/// How long anything waits for the keyring; then it goes on without.
inline constexpr auto keyringPatience = std::chrono::seconds(1);

/// The keyring's answer, or Unreachable once the patience is over. Its job goes on: it must not be broken
/// off.
template <class T>
Reply<T> keyringAnswer(Reply<T> reply, QObject *context)
{
    const ReplyPromise<T> promise;
    reply.deliver(context, [promise](Result<T> value) { promise.finish(std::move(value)); });
    QTimer::singleShot(keyringPatience, context, [promise] {
        promise.finish(fail(ErrorKind::Unreachable, QStringLiteral("it does not answer")));
    });
    return promise.reply();
}

} // namespace signalbox
