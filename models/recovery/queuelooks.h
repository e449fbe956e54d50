// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/monitor/callbudget.h"
#include "models/recovery/manifest.h"
#include "models/recovery/pace.h"
#include "models/temporal/queues.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace signalbox {

class Client;

/// Which types of tasks a queue is known to have: nothing else is asked, as a look makes the server keep what
/// it looks for.
struct QueueTypes
{
    bool workflow = false;
    bool activity = false;
};
using QueuesByName = std::map<QString, QueueTypes>;

/// Who polls queues at this time: one after the other, so many a second. One look at a time. Owner thread.
class QueueLooks final : public QObject
{
    Q_OBJECT

public:
    struct Seen
    {
        std::vector<manifest::Queue> queues;
        std::optional<Error> failure; ///< why one at least has a type of which it isn't known
    };

    QueueLooks(Client &client, const Clock &clock, const Pace &pace, QObject *parent = nullptr);

    [[nodiscard]] Reply<Seen> look(const QString &ns, const QueuesByName &queues);

private:
    struct Question
    {
        std::size_t queue;
        TaskType type;
    };

    void next();
    void take(const Question &question, const Result<TaskQueueStats> &stats);

    Client &m_client;
    const Clock &m_clock;
    CallBudget m_budget;
    QTimer m_wake;
    QString m_ns;
    std::vector<Question> m_questions; ///< the next one last
    Seen m_seen;
    std::optional<ReplyPromise<Seen>> m_promise;
};

} // namespace signalbox
