// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

namespace signalbox::bench {

/// The calling thread's own processor time: what other work on the machine takes is not in it.
inline double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// An application that notes how long its events take.
class MeteredApplication final : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const double before = threadMilliseconds();
        const bool result = QApplication::notify(receiver, event);
        m_events.push_back(threadMilliseconds() - before);
        --m_depth;
        return result;
    }
    [[nodiscard]] const std::vector<double> &events() const { return m_events; }
    [[nodiscard]] std::vector<double> takeEvents() { return std::exchange(m_events, {}); }

private:
    int m_depth = 0;
    std::vector<double> m_events;
};

inline bool isWithin(const char *what, double measured, double limit)
{
    std::printf("%-58s %9.2f of %7.2f%s\n", what, measured, limit, measured <= limit ? "" : "  TOO MUCH");
    std::fflush(stdout);
    return measured <= limit;
}

/// SIGNALBOX_BENCH_SLACK, see ratio.h; 1 unless set.
inline double slack()
{
    bool isSet = false;
    const double asked = qEnvironmentVariable("SIGNALBOX_BENCH_SLACK").toDouble(&isSet);
    return isSet ? asked : 1;
}

} // namespace signalbox::bench
