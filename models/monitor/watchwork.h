// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/namespacelist.h"
#include "models/monitor/queuenames.h"
#include "models/monitor/watch.h"
#include "models/monitor/watchednamespace.h"
#include "models/monitor/watchsweep.h"

#include <QTimer>

#include <map>
#include <set>

namespace signalbox {

/// What the watch does inside: it keeps the names, lets the schedules ask, and tells what the answers
/// changed.
class Watch::Private
{
public:
    Private(Watch &watch, Client &temporal, const Clock &time, const Profile &profile);

    void pump();
    void sleep(Milliseconds now);
    void takeNamespaces();
    void dropOthers();
    void addNamespace(const NamespaceSample &sample);
    void listenTo(WatchedNamespace &ns);
    void addQueue(WatchedNamespace &ns, const QueueKey &key);
    void setReadable(WatchedNamespace &ns, bool readable);
    void discover(const QString &ns, const QStringList &names);
    void takeWorkers(const QString &ns);
    void expectActivities(const QString &ns, const std::set<QString> &queues);
    void takeDeployments(const QString &ns, const VersionQueues &queues);
    void takeUnfound(const QString &ns);
    void takePending(const QString &ns, const std::set<QString> &queues);
    void settleNamespace(const QString &ns);
    QueueWatch &hearOf(const QueueKey &key);
    void nameQueue(const QueueKey &key, bool isNamed);
    void dropQueue(const QueueKey &key);
    void takeTrouble(const Error &error);
    void dropUnseen(const QString &ns);
    void takeProgress(const QString &ns);
    void takeCounts(const QString &ns);
    void takeProblems(const QString &ns);
    void takeSample(const QueueKey &key, const QueueSample &sample);
    void refreshSample(NamespaceSample &sample) const;
    void answered();
    void takeFailure(const QString &ns, const Error &error);
    void reconnected();
    void settle(const QueueKey &key, bool isSettled);
    void checkSweep();
    [[nodiscard]] std::set<QString> visibleIn(const QString &ns) const; ///< its own row has no name
    [[nodiscard]] NamespaceSample *sampleOf(const QString &ns);
    [[nodiscard]] QueueWatch *find(const QueueKey &key) const;

    Watch &q;
    Client &m_client;
    const Clock &m_clock;
    QueueNames m_names;
    NamespaceList m_list;
    WatchSchedules m_schedules; ///< outlives the questions on it
    std::map<QString, WatchedNamespace> m_namespaces;
    WatchSweep m_sweep;
    QTimer m_timer;
    std::vector<NamespaceSample> m_samples; ///< by name
    std::set<QueueKey> m_visible;
    std::optional<Instant> m_lastAnswer;
    bool m_running = false;
    bool m_listTaken = false;
    bool m_swept = false;
    bool m_thorough = false; ///< the first sweep
};

} // namespace signalbox
