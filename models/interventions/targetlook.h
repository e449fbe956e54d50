// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/leverkind.h"

#include <QObject>

namespace signalbox {

/// Reads what a lever is aimed at, as its kind needs it. One reading at a time; a new one replaces it. How
/// many closed runs a namespace holds comes later, as visibility may be slow or down: until then it is what
/// was counted before. Owner thread.
class TargetLook final : public QObject
{
    Q_OBJECT

public:
    TargetLook(Client &client, InterventionTarget target, QObject *parent = nullptr);

    [[nodiscard]] Reply<Seen> read(Purpose purpose);
    void cancel();
    /// Of a namespace, by the last count; nothing where that failed or had not come before the next reading.
    [[nodiscard]] std::optional<qint64> closedRuns() const { return m_closedRuns; }

Q_SIGNALS:
    void counted(); ///< or it could not be

private:
    void readRun(Purpose purpose);
    void readNamespace(Purpose purpose);
    void countClosed(Purpose purpose);
    void takeRun(Result<ExecutionDescription> answer, Purpose purpose);

    Client &m_client;
    const InterventionTarget m_target;
    WayBackReading m_way;
    ReplyPromise<Seen> m_promise;
    Delivery m_call;
    std::optional<qint64> m_closedRuns;
    bool m_isCounting = false;
};

} // namespace signalbox
