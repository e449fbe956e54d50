// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QtGlobal>

namespace signalbox {

/// Lets through `perSecond` on average and `burst` at once, with the time as an argument. Starts full.
class TokenBucket
{
public:
    TokenBucket(double perSecond, double burst);

    [[nodiscard]] double rate() const { return m_perSecond; }
    [[nodiscard]] bool take(Milliseconds now);
    /// Takes what is there, at most one: for what passes elsewhere but counts here too.
    void drain(Milliseconds now);
    /// From now on; what was saved up beyond a second of it is lost.
    void setRate(double perSecond, Milliseconds now);
    /// When take() will succeed if nobody takes in between; now or earlier if it would already.
    [[nodiscard]] Milliseconds nextAt(Milliseconds now);

private:
    void refill(Milliseconds now);

    double m_perSecond;
    double m_burst;
    double m_tokens;
    Milliseconds m_filledAt{0};
};

} // namespace signalbox
