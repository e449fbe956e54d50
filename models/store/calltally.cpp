// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/calltally.h"

#include "models/store/lookrow.h"

#include <utility>

namespace signalbox {

CallTally::CallTally(const std::vector<MethodTraffic> &inAll)
    : m_before(byKind(inAll))
{
}

CallTally::ByKind CallTally::byKind(const std::vector<MethodTraffic> &inAll)
{
    ByKind all;
    for (const MethodTraffic &method : inAll) {
        Spent &spent = all[callKindOf(method.method)];
        spent.sent += method.sent;
        spent.refused += method.refused;
    }
    return all;
}

std::vector<CallRow> CallTally::take(const std::vector<MethodTraffic> &inAll, Instant now)
{
    ByKind all = byKind(inAll);
    const qint64 minute = minuteBegin(storedTime(now));
    const bool begins = std::exchange(m_minute, minute) != minute;
    std::vector<CallRow> rows;
    for (const CallKind kind : callKinds) {
        const CallRow row{minute, kind, all[kind].sent - m_before[kind].sent,
                          all[kind].refused - m_before[kind].refused};
        if (begins || row.sent > 0 || row.refused > 0)
            rows.push_back(row);
    }
    m_before = std::move(all);
    return rows;
}

} // namespace signalbox
