// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/manifestwriter.h"
#include "models/recovery/namespacelook.h"
#include "models/recovery/queuelooks.h"
#include "models/recovery/runlooks.h"
#include "models/temporal/executionpage.h"
#include "models/temporal/workers.h"

namespace signalbox {

/// What a manifest is taken of.
struct TakeOrder
{
    QString file;
    QString profile;
    QStringList namespaces; ///< empty: all that may be read
    QStringList ofToken;    ///< those that are known where the list is refused
};

/// What of which namespace could not be read; of the cluster without a name.
struct Unread
{
    QString ns;
    manifest::Gap gap;
};

struct TakeProgress
{
    QString ns; ///< which is read now
    qsizetype namespacesRead = 0;
    qsizetype namespaces = 0;
    qint64 runs = 0; ///< written so far, of all
};

/// Reads a cluster into a manifest: namespace by namespace, a page of runs at a time, each described and
/// written before the next page, so that no cluster is too large for the memory. What can't be read is
/// written down; without an answer from the cluster there is no file. Owner thread; who wants it no more lets
/// it die.
class ManifestTaker final : public QObject
{
    Q_OBJECT

public:
    ManifestTaker(Client &client, const Clock &clock, TakeOrder order, const Pace &pace = {},
                  QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void progressed(const signalbox::TakeProgress &progress);
    /// The file is there, with so much in it.
    void taken(const signalbox::manifest::Counts &counts, const std::vector<signalbox::Unread> &unread);
    void failed(const signalbox::Error &error); ///< there is none

private:
    void takeCluster(const Result<ClusterInfo> &cluster);
    void takeNames(const Result<LiveNames> &live);
    void nextNamespace();
    void takeNamespace(const Result<NamespaceLook::Seen> &seen);
    void askPage(const QByteArray &token);
    void takePage(const Result<ExecutionPage> &page);
    void takeFacts(const Result<RunLooks::Facts> &facts);
    void goOn();
    void endRuns();
    void askWorkers(const QByteArray &token);
    void takeWorkers(const Result<WorkerPage> &page);
    void askQueues();
    void takeQueues(const Result<QueueLooks::Seen> &seen);
    void write(std::vector<manifest::Line> lines, void (ManifestTaker::*next)());
    void note(manifest::Part part, const QString &why);
    void finish();
    /// Whether the whole is over because of it.
    [[nodiscard]] bool fails(const Error &error);

    Client &m_client;
    const Clock &m_clock;
    const TakeOrder m_order;
    const Pace m_pace;
    NamespaceLook m_look;
    RunLooks m_runs;
    QueueLooks m_queues;
    manifest::Writer m_writer;

    manifest::Head m_head;
    std::vector<manifest::Line> m_lines; ///< to be written next
    std::vector<Unread> m_unread;
    QStringList m_toRead; ///< the next one last
    TakeProgress m_progress;

    // Of the namespace that is read.
    bool m_hasHeartbeats = false;
    ExecutionPage m_page;
    QueuesByName m_names;
    qint64 m_undescribed = 0;
    std::optional<Error> m_undescribedBecause;
};

} // namespace signalbox
