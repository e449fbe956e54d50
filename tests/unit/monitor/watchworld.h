// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/watch.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"

#include <QTest>

#include <map>
#include <tuple>

namespace signalbox::test {

/// A look at one task type of one queue, as the server saw it.
struct Look
{
    QueueKey key;
    TaskType type = TaskType::Workflow;

    bool operator==(const Look &) const = default;
    bool operator<(const Look &other) const { return std::tie(key, type) < std::tie(other.key, other.type); }
};

/// A fake server and a watch on it whose time moves only when a test moves it.
class WatchWorld
{
public:
    WatchWorld();

    /// Two namespaces, `ns` with the running queues `busy` and `calm`, `other` with nothing. The server keeps
    /// heartbeats and takes standalone activities, or it does not.
    void serve(bool isNew = false);
    /// One worker, heard of now, for each queue named.
    void setWorkers(const std::vector<QString> &queues);
    void setQueue(const QueueKey &key, qint64 workflowBacklog, std::optional<qint64> activityBacklog = {},
                  Milliseconds oldest = Milliseconds(0), int pollers = 1);
    void setRunning(const QString &ns, const std::vector<QString> &queues);
    /// Builds the watch on what is set so far, starts it and waits for its first sweep.
    void start(const QStringList &tokenNamespaces = {});
    void create();
    /// Moves the clock in steps and lets the watch act and the server answer after each; notes at which
    /// second every look arrived.
    void run(Milliseconds duration, Milliseconds step = std::chrono::seconds(1));
    void settle();
    void nudge();

    [[nodiscard]] std::vector<Milliseconds> looksAt(const QueueKey &key, TaskType type) const;
    [[nodiscard]] std::map<Look, int> looks() const; ///< all that ever arrived
    [[nodiscard]] QStringList listQueries() const;   ///< of the walks
    [[nodiscard]] const NamespaceSample *find(const QString &ns) const { return watch->namespaceSample(ns); }

    fake::TemporalServer server;
    fake::StaticTokenSource tokens;
    SystemClock realClock;
    fake::FakeClock clock;
    Profile profile;
    std::unique_ptr<Client> client;
    std::unique_ptr<Watch> watch;
    std::vector<QueueKey> visible;

    const QueueKey busy{QStringLiteral("ns"), QStringLiteral("ns.busy")};
    const QueueKey calm{QStringLiteral("ns"), QStringLiteral("ns.calm")};

private:
    void noteLooks();
    [[nodiscard]] int asked() const;

    Milliseconds m_elapsed{0};
    int m_noted = 0;
    std::map<Look, std::vector<Milliseconds>> m_looks;
};

} // namespace signalbox::test
