// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/expectations.h"
#include "models/runbook/seencluster.h"

#include <QObject>

#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace signalbox {

class Client;
class ExecutionPage;
class Watch;

/// Sees of a cluster what a runbook speaks of: what the watch saw already, and by background calls the rest,
/// which are those that only a runbook wants. Of one namespace one call at a time, so that its small budget
/// is waited for here and not within the call's own deadline. Owner thread; one look at a time.
class ClusterLook final : public QObject
{
    Q_OBJECT

public:
    /// Runs into whose history is looked, of each queue whose activities the runbook speaks of.
    static constexpr int recentRuns = 5;

    /// All must outlive it.
    ClusterLook(Client &client, const Watch &watch, const Expectations &expectations, const Clock &clock,
                QObject *parent = nullptr);
    ~ClusterLook() override;

    /// Of every namespace, not only where the runbook wants some: for who writes down what there is.
    void askAllAttributes() { m_allAttributes = true; }

    void start();  ///< once the watch has swept
    void cancel(); ///< what is under way is dropped, and nothing is told any more

Q_SIGNALS:
    void progressed(int answered, int asked); ///< calls; what was answered may lead to more
    void finished(const signalbox::SeenCluster &cluster);

private:
    using Ask = std::function<void()>;
    struct Place
    {
        SeenNamespace seen;
        std::deque<Ask> asks;
        bool isAsking = false;
    };

    template <class T, class Take>
    void call(const QString &ns, Reply<T> reply, Take take);
    void add(const QString &ns, Ask ask);
    void next(const QString &ns);
    void answered();
    void takeList(const Result<std::vector<NamespaceInfo>> &list);
    void takeSettings(const QString &ns, const Result<NamespaceConfig> &settings);
    void addQueues(SeenNamespace &ns) const;
    void askMore(const QString &ns);
    void askAttributes(const QString &ns);
    void askOldRuns(const QString &ns);
    void askRunning(const QString &ns, std::size_t queue);
    void askRecent(const QString &ns, const QString &queue);
    void takeRecent(const QString &ns, const ExecutionPage &page);
    [[nodiscard]] bool speaksOfActivities(const QueueKey &queue) const;
    void giveUp(const QString &why);
    void finish();

    Client &m_client;
    const Watch &m_watch;
    const Expectations &m_expectations;
    const Clock &m_clock;
    std::unique_ptr<QObject> m_context; ///< of the calls under way
    SeenCluster m_cluster;
    std::map<QString, Place> m_places;
    bool m_allAttributes = false;
    int m_asked = 0;
    int m_answered = 0;
};

} // namespace signalbox
