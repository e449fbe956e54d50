// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/callschedule.h"
#include "models/monitor/queuewalk.h"
#include "models/temporal/standalone.h"

#include <QObject>

namespace signalbox {

class Client;

/// Finds the queues of a namespace's standalone activities, which no workflow names: walks over those that
/// run, once a minute where it is fast, every five minutes where it ever found some, every half an hour
/// elsewhere. Where the server or this person has none to list, it asks again only after refresh(). Owner
/// thread.
class StandaloneWatch final : public QObject
{
    Q_OBJECT

public:
    StandaloneWatch(Client &client, const Clock &clock, QString ns, CallSchedule &background,
                    QObject *parent = nullptr);

    /// For who looks once: the first walk waits for nothing. Before setWanted.
    void setPrompt() { m_prompt = true; }
    /// Walked once, or failed at it, or there is nothing to walk over. But for the last, once so, always so.
    [[nodiscard]] bool isSettled() const { return m_settled || !m_wanted; }

    void setWanted(bool wanted);
    void setFast(bool fast);
    /// These are to be found again should activities run on them again.
    void forgetQueues(const QStringList &names) { m_walk.forget(names); }
    /// For the person who pressed F5, or signed in again.
    void refresh();
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    void discovered(const QStringList &names);
    void walked();                              ///< a walk is over, as far as it got
    void failed(const signalbox::Error &error); ///< other than by a refusal for good

private:
    int step(Purpose purpose);
    void take(const Result<StandalonePage> &page);
    void takeFailure(const Error &error);
    [[nodiscard]] Milliseconds interval() const;

    Client &m_client;
    const Clock &m_clock;
    const QString m_ns;
    QueueWalk m_walk;
    ScheduledPoll m_steps;
    Delivery m_delivery;
    QByteArray m_nextPage; ///< of a walk by time
    bool m_walking = false;
    bool m_wanted = false;
    bool m_fast = false;
    bool m_refused = false;
    bool m_prompt = false;
    bool m_settled = false;
};

} // namespace signalbox
