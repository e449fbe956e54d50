// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"
#include "models/policy/runbook.h"
#include "models/profile/profile.h"
#include "models/temporal/client.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace signalbox {

struct VersionChange;

/// Polls what the board and the rules need while a profile is open, window or not: namespaces
/// (ListNamespaces, or the token's permissions plus DescribeNamespace where that is denied), running counts,
/// queues discovered by the distinct walk over running executions, by workers' heartbeats and by the pending
/// activities of a few runs, and the statistics of known queues. Never
/// describes a name that was not discovered or named, and none more often than every 5 s (the server's
/// cache). Idle queues are asked ever more seldom; visible ones every 10 s. Tells what changed, and costs by
/// what changed: its size is 1,000 namespaces with 5 queues each. Owner thread.
class Watch final : public QObject
{
    Q_OBJECT

public:
    Watch(Client &client, const Clock &clock, const Profile &profile, QObject *parent = nullptr);
    ~Watch() override;

    /// `namespaces` are those of the verified token's permissions (User::namespaces()). Again after a new
    /// sign-in: what is known stays, except of namespaces that are gone, and everything is asked anew.
    void start(const QStringList &namespaces);
    /// For who looks once, before the first start: the first sweep also looks into a few runs of each
    /// namespace and lists its standalone activities, for the queues that nothing else tells of. What
    /// versions of worker deployments poll is not waited for.
    void setThorough();
    void stop();
    /// Stops, and is as new: for another person, who may not be allowed to read what this one could.
    void forget();
    /// One sweep now, for F5; calls are made with operator purpose.
    void refresh();
    /// A namespace that a person deleted, which is no trouble of anybody's: it goes from all that is known as
    /// soon as it is listed no more. One that the profile or the token names stays, as not there.
    void letGo(const QString &ns);
    /// Rows a page shows right now: they get the fast rate. A key with an empty queue is a namespace's own
    /// row.
    void setVisibleQueues(const std::vector<QueueKey> &keys);
    /// Like the profile's own from now on, though nothing tells of it.
    void watchByHand(const QueueKey &key);
    /// It stays where something else tells of it, or the profile names it.
    void stopByHand(const QueueKey &key);
    /// What a rule is pending or firing for gets the fast rate too.
    void setAlerting(const QueueKey &key, bool alerting);
    /// What ended badly in it and is deleted within that time, unarchived, is counted (ExpirySample);
    /// nullopt: it is not.
    void setRetentionWarning(const QString &ns, std::optional<std::chrono::seconds> warning);

    [[nodiscard]] const std::vector<NamespaceSample> &namespaces() const; ///< by name
    [[nodiscard]] const NamespaceSample *namespaceSample(const QString &name) const;
    /// False until a list of namespaces was had: then `namespaces` says only what the profile and the token
    /// name, and nothing may count as fine.
    [[nodiscard]] bool namespacesKnown() const;
    /// What kept the last question for the namespaces from being answered; nothing if it was.
    [[nodiscard]] const std::optional<Error> &namespacesFailure() const;
    /// Every known queue: named ones first, discovered ones after, sorted.
    [[nodiscard]] std::vector<QueueKey> queues() const;
    [[nodiscard]] std::vector<QueueKey> queues(const QString &ns) const; ///< sorted
    [[nodiscard]] bool isNamed(const QueueKey &key) const;               ///< by the profile or by hand
    [[nodiscard]] bool isByHand(const QueueKey &key) const;              ///< and not by the profile
    [[nodiscard]] std::optional<QueueSample> latest(const QueueKey &key) const;
    /// Of the newest look at a queue, if it failed.
    [[nodiscard]] std::optional<FailedLook> failure(const QueueKey &key) const;
    /// Whether a queue was ever discovered, polled or filled. The server answers zeros for any name.
    [[nodiscard]] bool isSeen(const QueueKey &key) const;
    /// Running executions on a queue; asked where it is visible or has a backlog.
    [[nodiscard]] std::optional<RunningCount> running(const QueueKey &key) const;
    /// Likewise the paused ones: asked together, of the same moment.
    [[nodiscard]] std::optional<RunningCount> paused(const QueueKey &key) const;
    /// Who works on it by their own heartbeats. nullopt: not listed yet, not allowed, or the server hears
    /// from nobody of the namespace.
    [[nodiscard]] std::optional<QueueWorkers> workers(const QueueKey &key) const;
    /// nullopt: no run that waits on it was looked into lately.
    [[nodiscard]] std::optional<PendingSample> pending(const QueueKey &key) const;
    /// When its tasks began to go to another version, in this run: the last few, oldest first.
    [[nodiscard]] std::vector<VersionChange> versionChanges(const QueueKey &key) const;
    /// A look at it came or failed once, and what is needed to judge it; of a namespace's own row, whose name
    /// of a queue is empty: its queues were found.
    [[nodiscard]] bool isSettled(const QueueKey &key) const;
    /// The newest samples of this run, oldest first, from the last one before `from` on, without their
    /// pollers, as far as memory holds them (SampleRing); `Past` knows more. Their times are by the wall
    /// clock as it goes now.
    [[nodiscard]] std::vector<QueueSample> samples(const QueueKey &key, Instant from) const;
    [[nodiscard]] std::optional<Instant> lastAnswer() const;
    [[nodiscard]] std::optional<Milliseconds> awaySince() const; ///< the cluster, by Clock::sinceBoot
    /// True once namespaces, discovery and the first sample (or failure) of every known queue are in: what
    /// `signalbox status` waits for.
    [[nodiscard]] bool firstSweepDone() const;
    /// How often each queue is looked at, at the least: the longest that the last look at one promised until
    /// the next. nullopt: no queue was looked at yet.
    [[nodiscard]] std::optional<Milliseconds> sweepInterval() const;
    /// How far the first sweep is.
    struct Progress
    {
        int settled = 0; ///< namespaces and queues
        int known = 0;
    };
    [[nodiscard]] Progress firstSweep() const;

Q_SIGNALS:
    void forgotten(); ///< before the changes it brings are told: what was derived is to go too
    void listed();    ///< which namespaces there are, or what the list says of one
    void namespaceChanged(const QString &ns);
    void queuesChanged(const QString &ns); ///< the set of its names
    void queueSampled(const signalbox::QueueSample &sample);
    void queueCounted(const signalbox::QueueKey &key); ///< its running executions
    void queueTold(const signalbox::QueueKey &key);    ///< its workers or its pending activities
    void queueFailed(const signalbox::QueueKey &key);  ///< to be read, or counted, this time
    void firstSweepFinished();
    void pollFailed(const signalbox::Error &error); ///< the last failure, for the status bar

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
