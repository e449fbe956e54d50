// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/backlogstate.h"
#include "models/monitor/observations.h"
#include "models/policy/runbook.h"

#include <QObject>

#include <map>

namespace signalbox {

class Watch;

/// One alert as shown and as printed by `signalbox status`.
struct Alert
{
    QString rule;
    QueueKey key;
    AlertState state = AlertState::Inactive;
    std::optional<qint64> value;
    qint64 threshold = 0;
    std::optional<Instant> since;
    bool inferred = false;

    bool operator==(const Alert &) const = default;
};

/// Evaluates the backlog rule for every queue the watch samples and says what each queue shows. Owner thread.
class AlertEngine final : public QObject
{
    Q_OBJECT

public:
    AlertEngine(Watch &watch, const Runbook &runbook, const Clock &clock, QObject *parent = nullptr);
    ~AlertEngine() override;

    [[nodiscard]] std::vector<Alert> alerts() const; ///< pending and firing, by key
    [[nodiscard]] QueueAssessment assessment(const QueueKey &key) const;

public Q_SLOTS:
    void tick(); ///< once a second

Q_SIGNALS:
    void assessed(const signalbox::QueueKey &key, const signalbox::QueueAssessment &assessment);

private:
    void observe(const QueueSample &sample);
    void publish(const QueueKey &key);

    Watch &m_watch;
    const Runbook &m_runbook;
    const Clock &m_clock;
    std::map<QueueKey, BacklogState> m_states;
    std::map<QueueKey, QueueAssessment> m_published;
};

} // namespace signalbox
