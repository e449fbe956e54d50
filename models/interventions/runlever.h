// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/lever.h"

#include <QObject>

namespace signalbox {

class ReadBack;

/// Where an attempt leaves its trace: a run's events that are newer than one. No run: nowhere yet.
struct Trace
{
    QString runId;
    qint64 after = 0;
};

/// A lever on a run: what it needs unchanged is the run's description, what proves it stands in a history.
class RunLever : public Lever
{
public:
    RunLever(QString ns, ExecutionDescription seen);
    ~RunLever() override;

    [[nodiscard]] const QString &ns() const { return m_ns; }
    [[nodiscard]] const ExecutionDescription &seen() const { return m_seen; } ///< what the dialog showed
    /// The activity aimed at, as the dialog showed it; null for a run's lever.
    [[nodiscard]] virtual const PendingActivity *activity() const { return nullptr; }
    /// The run that is read again before anything is sent; empty: the workflow's current one.
    [[nodiscard]] virtual QString runToRecheck() const { return m_seen.execution.runId; }
    /// `now` is the run of seen(), `madeRun` what the server answered, empty if nothing.
    [[nodiscard]] virtual Trace trace(const ExecutionDescription &, const QString & /*madeRun*/) const
    {
        return {m_seen.execution.runId, m_seen.execution.historyLength};
    }
    /// `newestFirst` reaches back at least to the event that trace() named; `now` is older than it.
    [[nodiscard]] virtual Settlement settle(const std::vector<HistoryEvent> &newestFirst,
                                            const ExecutionDescription &now,
                                            const QString &identity) const = 0;

    void addTo(QJsonObject &intent) const override;
    [[nodiscard]] Reply<Seen> look(Client &client) final;
    [[nodiscard]] Reply<Settlement> prove(Client &client, const QString &identity, const QString &madeRun,
                                          Purpose purpose) final;

protected:
    [[nodiscard]] InterventionTarget targetOf(InterventionTarget::Act act,
                                              const QString &activityId = {}) const;
    /// The run whose description counts: the workflow's current one where the way back was read.
    [[nodiscard]] static const ExecutionDescription &runIn(const Seen &now);

private:
    const QString m_ns;
    const ExecutionDescription m_seen;
    QObject m_receiver;
    std::unique_ptr<ReadBack> m_reader;
};

[[nodiscard]] std::unique_ptr<RunLever> makeTerminateLever(QString ns, ExecutionDescription seen);
/// The result's data was checked by checkResult (resultvalidator.h), its form and caveat are of valueforms.h.
[[nodiscard]] std::unique_ptr<RunLever> makeCompleteActivityLever(QString ns, ExecutionDescription seen,
                                                                  const QString &activityId,
                                                                  WrittenResult result);
/// Back to `way.point`, which is there.
[[nodiscard]] std::unique_ptr<RunLever> makeResetLever(QString ns, ExecutionDescription seen, WayBack way);

} // namespace signalbox
