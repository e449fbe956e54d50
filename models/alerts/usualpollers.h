// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/pollermemory.h"
#include "models/monitor/observations.h"

#include <QObject>

#include <map>

namespace signalbox {

class Past;
struct PastSpan;

/// How many pollers each queue usually has: by what was seen in this run and, of a queue without any, by what
/// the store knows of the day before, which is read once. Owner thread.
class UsualPollers final : public QObject
{
    Q_OBJECT

public:
    /// Without a past only this run counts.
    UsualPollers(const Clock &clock, Past *past, QObject *parent = nullptr);

    void observe(const QueueSample &sample);
    void drop(const QueueKey &key) { m_queues.erase(key); }
    void clear() { m_queues.clear(); }
    [[nodiscard]] std::optional<int> usual(const QueueKey &key, TaskType type) const;

private:
    struct Known
    {
        PollerMemory workflow;
        PollerMemory activity;
        Instant firstSeen;
        std::optional<int> workflowNow; ///< since the last look
        std::optional<int> activityNow;
        Milliseconds since{0};
        Milliseconds until{0};
        bool isAsked = false;
    };

    void askPast(const QueueKey &key, Known &known);
    void take(Known &known, const PastSpan &past) const;

    const Clock &m_clock;
    Past *const m_past;
    std::map<QueueKey, Known> m_queues;
};

} // namespace signalbox
