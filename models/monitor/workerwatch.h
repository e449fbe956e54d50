// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/attempttally.h"
#include "models/monitor/callschedule.h"
#include "models/monitor/lastheard.h"
#include "models/monitor/observations.h"

#include <QObject>

namespace signalbox {

class Client;

/// Who works in one namespace, by their own heartbeats: listed once a minute where it is fast or attempts of
/// activities fail, every five minutes elsewhere. Where the server has no such list, or does not let this
/// person read it, it is asked again only by refresh(). Owner thread.
class WorkerWatch final : public QObject
{
    Q_OBJECT

public:
    WorkerWatch(Client &client, const Clock &clock, QString ns, CallSchedule &background,
                QObject *parent = nullptr);

    /// nullopt: not listed yet, not allowed, or the server hears from nobody in the namespace; or there are
    /// more workers than are listed, and none of those is on the queue.
    [[nodiscard]] std::optional<QueueWorkers> of(const QString &queue) const;
    /// The server has no list for this person.
    [[nodiscard]] bool isRefused() const { return m_refused; }
    /// By the names of the queues.
    [[nodiscard]] const std::map<QString, QueueWorkers> &queues() const { return m_queues; }

    /// Attempts of activities failed lately: what becomes of that is told by a list again.
    [[nodiscard]] bool seesFailures() const { return m_attempts.seesFailures(); }

    /// Listed, or failed at it; or not to be listed.
    [[nodiscard]] bool isSettled() const { return !m_wanted || m_refused || m_settled; }

    void setWanted(bool wanted);
    void setFast(bool fast);
    /// For the person who pressed F5, or signed in again.
    void refresh();
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    void listed();
    void failed(const signalbox::Error &error); ///< other than by a refusal for good

private:
    int ask(Purpose purpose);
    void take(const Result<WorkerPage> &page);
    void takeFailure(const Error &error);
    void conclude();
    void countAttempts();
    [[nodiscard]] Milliseconds interval() const;

    Client &m_client;
    const Clock &m_clock;
    const QString m_ns;
    ScheduledPoll m_poll;
    Delivery m_delivery;
    bool m_wanted = false;
    bool m_fast = false;
    bool m_refused = false;
    bool m_settled = false;

    std::vector<WorkerHeartbeat> m_soFar; ///< of the list under way
    QByteArray m_nextPage;
    int m_pages = 0;

    LastHeard m_heard;
    AttemptTally m_attempts;
    std::map<QString, QueueWorkers> m_queues;
    bool m_complete = false; ///< the last list had them all
    Milliseconds m_listedAt{0};
};

/// Somebody works there, or went without a word: of a queue that all took leave of nothing is expected.
[[nodiscard]] bool isStaffed(const QueueWorkers &workers);
/// One that is alive takes tasks of the type.
[[nodiscard]] bool worksOn(const QueueWorkers &workers, TaskType type);
/// Somebody there takes activities, or did.
[[nodiscard]] bool doesActivities(const QueueWorkers &workers);

} // namespace signalbox
