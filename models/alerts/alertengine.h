// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "models/alerts/assess.h"
#include "models/alerts/newsights.h"
#include "models/alerts/showing.h"
#include "models/alerts/signalhistory.h"
#include "models/alerts/standingchanges.h"
#include "models/alerts/usualpollers.h"
#include "models/policy/runbook.h"
#include "models/store/transition.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <set>

namespace signalbox {

class Watch;

/// Evaluates the rules for every queue the watch samples, for every namespace and for the cluster, and says
/// what each queue shows; asks the watch for the fast rate where one is pending or firing. Judges a queue
/// when something came of it, and as time passes only where time alone changes what is said. Owner thread.
class AlertEngine final : public QObject
{
    Q_OBJECT

public:
    /// The past tells what was usual before this run; without one only this run does.
    AlertEngine(Watch &watch, const Runbook &runbook, const Clock &clock, Past *past = nullptr,
                QObject *parent = nullptr);
    ~AlertEngine() override;

    [[nodiscard]] std::vector<Alert> alerts() const; ///< pending and firing, by key: the cluster's first
    /// The same with what a person is to know of each; from: nullopt.
    [[nodiscard]] std::vector<AlertChange> standing() const;
    /// What is judged, whatever comes of it: queues, namespaces and the cluster. By key.
    [[nodiscard]] const std::map<QueueKey, RuleSet> &judgedRules() const { return m_rules; }
    /// Those of which some rule has something to say, and few others: a look at them costs by what stands,
    /// not by what is judged. By key.
    [[nodiscard]] std::vector<QueueKey> standingKeys() const { return m_changes.keys(); }
    /// What a queue shows, in words that may be a minute old; null: it was not judged yet.
    [[nodiscard]] const Judgement *shown(const QueueKey &key) const { return m_showing.last(key); }
    /// How its rules stand that have something to say, also that they can't be judged; nothing of a namespace
    /// that can't be read.
    [[nodiscard]] std::vector<RuleStanding> standings(const QueueKey &key) const;
    /// What one of them is, as an alert.
    [[nodiscard]] Alert alertOf(const QueueKey &key, const RuleStanding &standing) const;
    /// What is not known is so because the cluster does not answer, or did not a moment ago: it is told once.
    [[nodiscard]] bool isOutage() const;
    /// The rule of a kind that holds for a queue which was sampled.
    [[nodiscard]] const AlertRule *rule(RuleKind kind, const QueueKey &key) const;
    /// How a rule stands with what was judged in this run; nullopt: it was not, or is not any more.
    [[nodiscard]] std::optional<AlertState> state(const QString &rule, const QueueKey &key,
                                                  TaskType type) const;
    [[nodiscard]] QueueAssessment assessment(const QueueKey &key) const;
    /// While the cluster does not answer, what it was before.
    [[nodiscard]] NamespaceAssessment namespaceAssessment(const QString &ns) const;
    /// Why it is as it is, with what its rules say among the evidence. Of any queue, at any time.
    [[nodiscard]] Verdict verdict(const QueueKey &key) const;
    /// On its queue; of an alert of a namespace only what a person does first, where there is more to it than
    /// to look.
    [[nodiscard]] Verdict verdict(const Alert &alert) const;
    /// When its assessment was caution or danger in this run.
    [[nodiscard]] const std::vector<SignalPhase> &phases(const QueueKey &key) const;

public Q_SLOTS:
    void tick(); ///< once a second
    /// The runbook says other rules. Those that are as they were go on; what one that is not had found ends,
    /// and says why, and is judged anew. Of thousands in several events.
    void takeRules();

Q_SIGNALS:
    /// What assessment() says of it may be different now, or it has something new to show.
    void judged(const signalbox::QueueKey &key);
    void namespaceJudged(const QString &ns); ///< likewise of namespaceAssessment()
    /// What standings() says of it may be different now. Not where nothing stands, nor did before.
    void stands(const signalbox::QueueKey &key);
    void changed(const signalbox::Transition &transition); ///< in the same event as what it rests on
    void told(const signalbox::AlertChange &change);       ///< the same for people
    void showed(const signalbox::Judgement &judgement);    ///< likewise

private:
    void forget();
    void observe(const QueueSample &sample);
    void takeCount(const QueueKey &key);
    void takeNames(const QString &ns);
    void takeTrouble(const QString &ns);
    void takeNamespace(const QString &ns);
    void takeTold(const QueueKey &key);
    void watchCluster();
    void dropOtherNamespaces();
    void drop(const QueueKey &key);
    void judge(const QueueKey &key);
    void judgeQueue(const QueueKey &key);
    void judgeScope(const QueueKey &key);
    [[nodiscard]] AlertChange changeOf(const QueueKey &key, const RuleStanding &now, const Verdict &verdict,
                                       std::optional<AlertState> from) const;
    /// What a rule had found; empty: by itself.
    [[nodiscard]] QString whyEnded(const QueueKey &key, const AlertRule &rule) const;
    void tell(const QueueKey &key, const std::vector<RuleStanding> &standings, const Verdict &verdict);
    void review();
    void changeRules(const QueueKey &key);
    void beginAnew(const QueueKey &key);
    void note(const QueueKey &key, const QueueSituation &now);
    void tickAt(const QueueKey &key, std::optional<Milliseconds> at);
    /// Why a namespace can't be read; empty: it can.
    [[nodiscard]] QString troubleOf(const QString &ns) const;
    [[nodiscard]] RuleSet &rulesOf(const QueueKey &key);
    [[nodiscard]] QueueSight::Workers workersOf(const QueueKey &key, TaskType type) const;
    [[nodiscard]] std::vector<RuleStanding> standingsNow(const QueueKey &key) const;
    [[nodiscard]] QueueSituation situation(const QueueKey &key) const;

    Watch &m_watch;
    const Runbook &m_runbook;
    const Clock &m_clock;
    UsualPollers m_usual;
    std::map<QueueKey, RuleSet> m_rules;        ///< of a namespace and of the cluster too
    std::map<QueueKey, qint64> m_waitedAtCount; ///< as Observed has it
    StandingChanges m_changes;
    Showing m_showing;
    std::map<QueueKey, SignalHistory> m_histories;       ///< of queues that ever showed caution or danger
    std::map<QString, QString> m_troubles;               ///< of namespaces, as the last judgement saw them
    std::map<QString, NamespaceAssessment> m_namespaces; ///< that are not clear
    NewSights m_new;
    std::optional<Milliseconds> m_lastAway;                ///< when the cluster last did not answer
    std::map<QueueKey, Milliseconds> m_next;               ///< when time alone changes what is said
    std::set<std::pair<Milliseconds, QueueKey>> m_ticking; ///< the same, by time
    std::set<QueueKey> m_review;                           ///< whose rules may be others
    std::set<QueueKey> m_ended;   ///< that ended with their rules; judged anew from…
    Milliseconds m_endedUntil{0}; ///< …then on
    std::set<QueueKey> m_anew;    ///< to be judged now
    QTimer m_later;
};

} // namespace signalbox
