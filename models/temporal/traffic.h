// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QtGlobal>

#include <array>
#include <optional>

namespace signalbox {

/// Calls sent in the last minute and the round trip of the last answer. Pure, time is given.
class Traffic
{
public:
    void sent(Milliseconds now);
    void answered(Milliseconds roundTrip) { m_roundTrip = roundTrip; }

    [[nodiscard]] int lastMinute(Milliseconds now) const;
    [[nodiscard]] std::optional<Milliseconds> roundTrip() const { return m_roundTrip; }

private:
    struct Second
    {
        qint64 at = -1;
        int calls = 0;
    };
    std::array<Second, 60> m_seconds;
    std::optional<Milliseconds> m_roundTrip;
};

} // namespace signalbox
