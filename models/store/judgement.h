// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/queuekey.h"
#include "models/base/signal.h"

#include <optional>

namespace signalbox {

/// What a queue shows from a moment on, as it was judged then.
struct Judgement
{
    Instant time;
    QueueKey key;
    Signal signal = Signal::Unknown;
    bool isNews = true;           ///< signal or cause are others than before; else the words alone are
    std::optional<Instant> since; ///< start of the pending or firing state of its worst rule
    QString cause;                ///< its code, as in `signalbox status`
    QString sentence;             ///< empty: nothing was the matter

    bool operator==(const Judgement &) const = default;
};

} // namespace signalbox
