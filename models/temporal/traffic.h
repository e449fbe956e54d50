// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QtGlobal>

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace signalbox {

/// The calls of one method in some time.
struct MethodTraffic
{
    std::string_view method; ///< "DescribeTaskQueue"
    int sent = 0;            ///< each attempt
    int refused = 0;         ///< of the answers those by which the server said that it was asked too much

    bool operator==(const MethodTraffic &) const = default;
};

/// Calls sent and refused, by method, in the last minute and in all, and the round trip of the last answer.
/// Pure, time is given. Methods' names are constants.
class Traffic
{
public:
    void sent(std::string_view method, Milliseconds now) { m_methods[method].sent.count(now); }
    void refused(std::string_view method, Milliseconds now) { m_methods[method].refused.count(now); }
    void answered(Milliseconds roundTrip) { m_roundTrip = roundTrip; }

    /// Of the methods that were called, the most called ones first.
    [[nodiscard]] std::vector<MethodTraffic> lastMinute(Milliseconds now) const;
    [[nodiscard]] std::vector<MethodTraffic> inAll() const; ///< by method
    [[nodiscard]] std::optional<Milliseconds> roundTrip() const { return m_roundTrip; }

private:
    class Count
    {
    public:
        void count(Milliseconds now);
        [[nodiscard]] int lastMinute(Milliseconds now) const;
        [[nodiscard]] int inAll() const { return m_inAll; }

    private:
        struct Second
        {
            qint64 at = -1;
            int calls = 0;
        };
        std::array<Second, 60> m_seconds;
        int m_inAll = 0;
    };
    struct Counts
    {
        Count sent;
        Count refused;
    };

    std::map<std::string_view, Counts> m_methods;
    std::optional<Milliseconds> m_roundTrip;
};

} // namespace signalbox
