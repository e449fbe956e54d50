// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/valueforms.h"
#include "models/temporal/client.h"

#include <QObject>

#include <deque>

namespace signalbox {

/// Reads how a run's values are written: its newest events, its first ones, and where no result of the
/// activity's type is among them, the newest events of the last completed runs of its workflow type on its
/// task queue, whose workers write alike. A bounded number of calls, each time it is asked. Owner thread.
class ValueReader final : public QObject
{
    Q_OBJECT

public:
    ValueReader(Client &client, QString ns, QObject *parent = nullptr);

    /// Does nothing while a reading is under way, or once all was read.
    void read(const ExecutionDescription &run, const QString &activityId);

    /// Of the last reading; none before the first one ended.
    [[nodiscard]] const std::optional<ValueForms> &forms() const { return m_forms; }
    [[nodiscard]] const QString &activityType() const { return m_activityType; }

Q_SIGNALS:
    void changed();

private:
    void readPage(const QByteArray &token);
    void takePage(Result<HistoryPage> answer);
    void readStart();
    void takeOwn();
    void readOthers();
    void readNextOther();
    void finish(std::optional<Error> failure = std::nullopt);

    Client &m_client;
    const QString m_ns;
    Execution m_run;
    QString m_activityType;
    std::optional<ValueForms> m_forms;
    ValueForms m_reading;
    std::vector<HistoryEvent> m_events; ///< of this run, newest first
    std::deque<Execution> m_others;
    int m_pages = 0;
    bool m_isUnderWay = false;
    Delivery m_call;
};

} // namespace signalbox
