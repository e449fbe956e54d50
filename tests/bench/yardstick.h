// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/meter.h"

#include <QString>

#include <algorithm>
#include <memory>
#include <random>
#include <utility>
#include <vector>

namespace signalbox::bench {

/// A fixed piece of work, of the kind that a board does: 20,000 names somewhere in memory are put in order.
/// Limits in milliseconds are meant for a machine that does it in 3. A virtual machine that slept for some
/// milliseconds was seen to take ten times as long for it, in its own processor time; so it is measured
/// beside what is judged, in the same rhythm, and limits grow with it.
class Yardstick
{
public:
    Yardstick()
    {
        std::minstd_rand random(1);
        for (int i = 0; i < 20000; ++i)
            m_names.push_back(std::make_unique<QString>(QString::number(random())));
    }

    void measure()
    {
        const double before = threadMilliseconds();
        std::vector<const QString *> order;
        order.reserve(m_names.size());
        for (const auto &name : m_names)
            order.push_back(name.get());
        std::sort(order.begin(), order.end(), [](auto *a, auto *b) { return *a < *b; });
        m_taken.push_back(threadMilliseconds() - before);
    }

    /// By what the limits of everything measured since the last call grow: 1 or more.
    [[nodiscard]] double takeFactor()
    {
        std::vector<double> taken = std::exchange(m_taken, {});
        std::sort(taken.begin(), taken.end());
        const double typical = taken.at(taken.size() / 2);
        std::printf("the yardstick, ms %58.2f of %7.2f\n", typical, nominal);
        return std::max(1.0, typical / nominal);
    }

private:
    static constexpr double nominal = 3;
    std::vector<std::unique_ptr<QString>> m_names;
    std::vector<double> m_taken;
};

} // namespace signalbox::bench
