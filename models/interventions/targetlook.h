// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/configlook.h"

#include <QObject>

namespace signalbox {

/// Reads what a lever is aimed at, as its kind needs it. One reading at a time; a new one replaces it. How
/// much a namespace holds comes later, as visibility may be slow or down: until then it is what was counted
/// before. Owner thread.
class TargetLook final : public QObject
{
    Q_OBJECT

public:
    TargetLook(Client &client, InterventionTarget target, QObject *parent = nullptr);

    [[nodiscard]] Reply<Seen> read(Purpose purpose);
    void cancel();
    /// Of a namespace, by the last count; nothing where that failed or had not come before the next reading.
    [[nodiscard]] std::optional<qint64> closedRuns() const { return m_closedRuns; }
    /// The same of all that was counted, into what was read.
    void addCounts(SeenConfig &seen) const;

Q_SIGNALS:
    void counted(); ///< or it could not be

private:
    void readRun(Purpose purpose);
    void readNamespace(Purpose purpose);
    void countRuns(Purpose purpose);
    void takeCounts(const Result<StatusCounts> &counts);
    void countSchedules(Purpose purpose);
    void takeRun(Result<ExecutionDescription> answer, Purpose purpose);

    Client &m_client;
    const InterventionTarget m_target;
    WayBackReading m_way;
    ReplyPromise<Seen> m_promise;
    Delivery m_call;
    ConfigLook m_namespace;
    std::optional<qint64> m_closedRuns;
    std::optional<qint64> m_openRuns;
    std::optional<qint64> m_schedules;
    bool m_isCounting = false;
};

} // namespace signalbox
