// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

namespace signalbox::fake {

/// Time that stands still until a test moves it. Both clocks move together unless only one is set.
class FakeClock final : public Clock
{
public:
    [[nodiscard]] Instant utc() const override { return m_utc; }
    [[nodiscard]] Milliseconds sinceBoot() const override { return m_sinceBoot; }

    void advance(Milliseconds by)
    {
        m_utc += by;
        m_sinceBoot += by;
    }
    void setUtc(Instant utc) { m_utc = utc; }

private:
    Instant m_utc{std::chrono::sys_days{std::chrono::year(2026) / 11 / 24} + std::chrono::hours(10)};
    Milliseconds m_sinceBoot = std::chrono::hours(1);
};

} // namespace signalbox::fake
