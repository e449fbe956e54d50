// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "models/identity/tokens.h"
#include "models/monitor/firstsweep.h"
#include "models/monitor/observations.h"

#include <QByteArray>
#include <QObject>

#include <vector>

namespace signalbox {

class Watch;

/// What `signalbox status` prints: the board as values. What isn't known is nullopt.
struct StatusReport
{
    struct Queue
    {
        QString name;
        std::optional<QString> owner;
        std::optional<qint64> workflowBacklog;
        std::optional<qint64> activityBacklog;
        std::optional<qint64> oldestTaskSeconds;
        std::optional<int> workflowPollers;
        std::optional<int> activityPollers;
        std::optional<double> addRate; ///< tasks a second, of both types
        std::optional<double> dispatchRate;
        std::optional<qint64> drainSeconds;
        std::optional<qint64> checkedSeconds; ///< since the last look
        Signal signal = Signal::Unknown;
        QString sentence;
        Verdict verdict;
    };
    struct Namespace
    {
        QString name;
        std::optional<QString> state; ///< "registered"
        std::optional<std::chrono::seconds> retention;
        std::optional<qint64> running;
        std::optional<QString> limits;  ///< what there may be beyond it
        std::optional<QString> trouble; ///< why not all of it is known
        NamespaceAssessment assessment;
        std::vector<Queue> queues;
    };

    QString profile;
    Instant time;
    QString user;
    bool admin = false;
    bool complete = false;        ///< false: not everything was asked, or answered, in time
    std::optional<Error> failure; ///< the last one, where it is not complete
    std::vector<Namespace> namespaces;
    std::vector<Alert> alerts;
    std::map<AlertKey, AlertSaid> said; ///< what people said of them, where it is known
};

/// One JSON object; what isn't known is null; UTF-8, indented, with a newline at its end.
[[nodiscard]] QByteArray toJson(const StatusReport &report);
/// A table for people: plain text, safe for a terminal.
[[nodiscard]] QString toText(const StatusReport &report);
/// The verdict on each queue that is not clear, with its evidence: likewise. Empty where all are.
[[nodiscard]] QString whyText(const StatusReport &report);
/// An error as the verb's last sentence: nothing is tried again after it.
[[nodiscard]] QString exitSentence(const Error &error);
/// 2 on any danger, else 3 on anything unknown, else 1 on any caution, else 0.
[[nodiscard]] int exitCode(const StatusReport &report);

/// One look at everything, and what is known then. Owner thread; used once.
class StatusRun final : public QObject
{
    Q_OBJECT

public:
    StatusRun(Watch &watch, const AlertEngine &alerts, const Runbook &runbook, const Clock &clock,
              QObject *parent = nullptr);

    void start(const QString &profile, const User &user, Milliseconds timeout = std::chrono::seconds(30));

Q_SIGNALS:
    void finished(const signalbox::StatusReport &report);
    void progressed(int settled, int known); ///< namespaces and queues; every 5 s, where there is some

private:
    void finish();
    [[nodiscard]] StatusReport report() const;
    [[nodiscard]] StatusReport::Namespace describe(const NamespaceSample &sample) const;
    [[nodiscard]] StatusReport::Queue describe(const QueueKey &key) const;

    Watch &m_watch;
    const AlertEngine &m_alerts;
    const Runbook &m_runbook;
    const Clock &m_clock;
    QString m_profile;
    User m_user;
    FirstSweep m_sweep;
};

} // namespace signalbox
