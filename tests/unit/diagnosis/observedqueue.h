// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/diagnose.h"

#include <QMetaType>

namespace signalbox {

/// What a test says was seen of a queue: a quiet one, polled by one worker for both types, looked at 2 s ago,
/// changed step by step.
class ObservedQueue
{
public:
    ObservedQueue();

    ObservedQueue &waits(TaskType type, qint64 tasks, Milliseconds oldest);
    ObservedQueue &alive(TaskType type, int pollers, const QString &version = {});
    ObservedQueue &nobody(TaskType type);
    ObservedQueue &silent(TaskType type, Milliseconds since, const QString &identity = QStringLiteral("w1"));
    /// `ago`: before now.
    ObservedQueue &worker(TaskType type, const QString &identity, bool alive, int used, int available,
                          Milliseconds ago = std::chrono::seconds(20));
    ObservedQueue &rates(TaskType type, double in, double out);
    ObservedQueue &limit(TaskType type, RateLimit limit);
    ObservedQueue &versions(TaskType type, QueueVersions versions);
    ObservedQueue &priorities(TaskType type, std::vector<PriorityBacklog> priorities);
    ObservedQueue &before(TaskType type, qint64 tasks, Milliseconds ago);
    ObservedQueue &open(qint64 running, qint64 paused, std::optional<qint64> waitedAtCount = {});
    ObservedQueue &failing(int of, std::vector<FailingActivities> failing);

    [[nodiscard]] Observed &seen() { return m_seen; }
    [[nodiscard]] Verdict verdict() const { return diagnose(m_seen); }

private:
    QueueSample &sample() { return *m_seen.sample; }
    TypeFacts &facts(TaskType type);

    Observed m_seen;
};

} // namespace signalbox

Q_DECLARE_METATYPE(signalbox::ObservedQueue)
