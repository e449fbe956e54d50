// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/limits.h"
#include "models/temporal/purpose.h"
#include "models/temporal/tokenbucket.h"

#include <optional>

namespace signalbox {

/// One namespace's visibility calls (List, Count), kept inside the server's default quota. Follows the
/// server's two buckets: calls marked "operator" have one of their own with a low rate and the full burst,
/// and count in the common one too; a person's calls take the mark while that lasts and go unmarked after.
/// Pure, time is given.
class VisibilityBudget
{
public:
    explicit VisibilityBudget(const Limits &limits);

    enum class Lane { Operator, Plain };
    /// The lane to send in now, or nothing: ask again at nextAt().
    [[nodiscard]] std::optional<Lane> take(Purpose purpose, Milliseconds now);
    [[nodiscard]] Milliseconds nextAt(Purpose purpose, Milliseconds now);

private:
    TokenBucket m_operator;
    TokenBucket m_common;
    TokenBucket m_background;
};

} // namespace signalbox
