// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/countrow.h"
#include "models/temporal/traffic.h"

#include <map>

namespace signalbox {

/// The console's calls by kind and minute, from what it sent in all. Pure.
class CallTally
{
public:
    /// What was sent before is not counted.
    explicit CallTally(const std::vector<MethodTraffic> &inAll = {});

    /// What came since the last time, into the minute of now; of a minute that begins, every kind, so that
    /// "none" can be told from "nobody counted".
    [[nodiscard]] std::vector<CallRow> take(const std::vector<MethodTraffic> &inAll, Instant now);

private:
    struct Spent
    {
        qint64 sent = 0;
        qint64 refused = 0;
    };
    using ByKind = std::map<CallKind, Spent>;

    [[nodiscard]] static ByKind byKind(const std::vector<MethodTraffic> &inAll);

    ByKind m_before;
    std::optional<qint64> m_minute;
};

} // namespace signalbox
