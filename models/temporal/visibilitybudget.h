// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/tokenbucket.h"
#include "models/temporal/limits.h"
#include "models/temporal/purpose.h"

#include <optional>

namespace signalbox {

/// One namespace's visibility calls (List, Count), kept inside the server's default quota. Follows the
/// server's two buckets: calls marked "operator" have one of their own with a low rate and the full burst,
/// and count in the common one too; a person's calls take the mark while that lasts and go unmarked after.
/// Polling and paging have a share each of the common one. Pure, time is given.
class VisibilityBudget
{
public:
    explicit VisibilityBudget(const Limits &limits);

    enum class Lane { Operator, Plain };
    /// The lane to send in now, or nothing: ask again at nextAt().
    [[nodiscard]] std::optional<Lane> take(Purpose purpose, Milliseconds now);
    [[nodiscard]] Milliseconds nextAt(Purpose purpose, Milliseconds now);
    /// The server refused a call: others use the namespace too, and whoever takes most gives way.
    void refused(Milliseconds now);

private:
    /// The bucket that polling or paging has beside the common one.
    [[nodiscard]] TokenBucket &share(Purpose purpose, Milliseconds now);

    TokenBucket m_operator;
    TokenBucket m_common;
    TokenBucket m_background;
    TokenBucket m_paging;
    const double m_pagingRate;
    const Milliseconds m_pagingRecovery;
    std::optional<Milliseconds> m_refusedAt;
};

} // namespace signalbox
