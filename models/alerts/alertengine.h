// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/assess.h"
#include "models/alerts/showing.h"
#include "models/alerts/signalhistory.h"
#include "models/alerts/standingchanges.h"
#include "models/policy/runbook.h"

#include <QObject>

#include <map>
#include <set>

namespace signalbox {

class Watch;

/// One alert as shown and as printed by `signalbox status`.
struct Alert
{
    QString rule; ///< its id
    RuleKind kind = RuleKind::Backlog;
    QueueKey key;
    TaskType type = TaskType::Workflow;
    AlertState state = AlertState::Inactive;
    std::optional<qint64> value;
    qint64 threshold = 0; ///< like `value` in tasks; of the rule on the oldest task: seconds
    std::optional<Instant> since;
    bool inferred = false;

    bool operator==(const Alert &) const = default;
};

/// Evaluates the rules for every queue the watch samples and says what each queue shows; asks the
/// watch for the fast rate where one is pending or firing. Judges a queue when something came of it, and
/// as time passes only where time alone changes what is said. Owner thread.
class AlertEngine final : public QObject
{
    Q_OBJECT

public:
    AlertEngine(Watch &watch, const Runbook &runbook, const Clock &clock, QObject *parent = nullptr);
    ~AlertEngine() override;

    [[nodiscard]] std::vector<Alert> alerts() const; ///< pending and firing, by key
    /// The rule of a kind that holds for a queue which was sampled.
    [[nodiscard]] const AlertRule *rule(RuleKind kind, const QueueKey &key) const;
    [[nodiscard]] QueueAssessment assessment(const QueueKey &key) const;
    /// Why it is as it is, with what its rules say among the evidence. Of any queue, at any time.
    [[nodiscard]] Verdict verdict(const QueueKey &key) const;
    /// When its assessment was caution or danger in this run.
    [[nodiscard]] const std::vector<SignalPhase> &phases(const QueueKey &key) const;

public Q_SLOTS:
    void tick(); ///< once a second

Q_SIGNALS:
    /// What assessment() says of it may be different now, or it has something new to show.
    void judged(const signalbox::QueueKey &key);
    void changed(const signalbox::Transition &transition); ///< in the same event as what it rests on
    void showed(const signalbox::Judgement &judgement);    ///< likewise

private:
    void forget();
    void observe(const QueueSample &sample);
    void takeCount(const QueueKey &key);
    void takeNames(const QString &ns);
    void takeTrouble(const QString &ns);
    void drop(const QueueKey &key);
    void judge(const QueueKey &key);
    void note(const QueueKey &key, const QueueSituation &now);
    void tickAt(const QueueKey &key, std::optional<Milliseconds> at);
    [[nodiscard]] QueueSituation situation(const QueueKey &key) const;

    Watch &m_watch;
    const Runbook &m_runbook;
    const Clock &m_clock;
    std::map<QueueKey, QueueRules> m_rules;
    std::map<QueueKey, qint64> m_waitedAtCount; ///< as Observed has it
    StandingChanges m_changes;
    Showing m_showing;
    std::map<QueueKey, SignalHistory> m_histories;         ///< of queues that ever showed caution or danger
    std::map<QString, QString> m_troubles;                 ///< of namespaces, as the last judgement saw them
    std::map<QueueKey, Milliseconds> m_next;               ///< when time alone changes what is said
    std::set<std::pair<Milliseconds, QueueKey>> m_ticking; ///< the same, by time
};

} // namespace signalbox
