// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/assess.h"
#include "models/store/judgement.h"

#include <map>

namespace signalbox {

/// Tells from one judgement of a queue to the next what is worth keeping of it: another signal or another
/// cause at once, other words once a minute. What a queue that is clear says of the age of its last look is
/// not kept: whoever asks later knows it. A value.
class Showing
{
public:
    static constexpr Milliseconds wordsEvery = std::chrono::minutes(1);

    [[nodiscard]] std::optional<Judgement> take(const QueueKey &key, const QueueSituation &situation,
                                                Instant now);
    void drop(const QueueKey &key) { m_known.erase(key); }
    /// What it was told to show last; null: never.
    [[nodiscard]] const Judgement *last(const QueueKey &key) const
    {
        const auto known = m_known.find(key);
        return known != m_known.end() ? &known->second : nullptr;
    }

private:
    std::map<QueueKey, Judgement> m_known; ///< as they were told last
};

} // namespace signalbox
