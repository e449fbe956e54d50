// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/manifestreader.h"
#include "models/recovery/namespacelook.h"
#include "models/recovery/queuelooks.h"
#include "models/recovery/runlooks.h"
#include "models/recovery/suspects.h"
#include "models/recovery/verification.h"
#include "models/store/readingthread.h"
#include "models/temporal/executionpage.h"

namespace signalbox {

/// Holds one namespace of a manifest against the cluster: its settings; then what the list has running, a
/// page at a time, of which what the manifest does not have is described; then the runs of the manifest, a
/// page at a time, each described; then, once more and later, what contradicted; then its queues. Owner
/// thread.
class NamespaceVerifier final : public QObject
{
    Q_OBJECT

public:
    /// The manifest's file and contents, which `thread` reads.
    struct Source
    {
        std::shared_ptr<manifest::Reader> reader;
        std::shared_ptr<const manifest::Contents> contents;
    };

    NamespaceVerifier(Client &client, const Clock &clock, const Pace &pace, ReadingThread &thread,
                      QObject *parent = nullptr);

    void start(const Source &source, std::size_t section);

Q_SIGNALS:
    void progressed(qint64 compared);
    void verified(const signalbox::NamespaceVerification &result,
                  const std::vector<signalbox::Standing> &standing);
    void failed(const signalbox::Error &error); ///< the cluster does not answer, or the file can't be read

private:
    void takeNamespace(const Result<NamespaceLook::Seen> &seen);
    void compareSettings(const NamespaceLook::Seen &seen);
    void askPage(const QByteArray &token);
    void takePage(const Result<ExecutionPage> &page);
    void takeStrangers(const Result<RunLooks::Facts> &facts);
    [[nodiscard]] Reply<std::vector<manifest::Run>> nextRuns();
    void readRuns();
    void takeRuns(const Result<std::vector<manifest::Run>> &runs);
    void takeFacts(const Result<RunLooks::Facts> &facts);
    void judge(const manifest::Run &run, const Result<RunFacts> &facts);
    void judgeStranger(const Execution &row, const Result<RunFacts> &facts);
    void add(RunFate verdict);
    void noteWork(const QString &workflowId, const std::vector<PendingWork> &work);
    void askSuspects();
    void takeSuspects(const Result<Suspects::Found> &found);
    void askQueues();
    void takeQueues(const Result<QueueLooks::Seen> &seen);
    void note(manifest::Part part, const QString &why);
    [[nodiscard]] const manifest::Section &section() const { return m_source.contents->sections[m_section]; }

    Client &m_client;
    const Clock &m_clock;
    const Pace m_pace;
    ReadingThread &m_thread;
    NamespaceLook m_look;
    RunLooks m_runs;
    QueueLooks m_queues;
    Suspects m_suspects;

    Source m_source;
    std::size_t m_section = 0;
    NamespaceVerification m_result;
    std::vector<Standing> m_standing;
    std::map<std::pair<QString, QString>, Rerun> m_again;
    std::vector<bool> m_listed; ///< of the section's keys: the list has it running
    bool m_isListKnown = true;
    QByteArray m_nextPage;
    std::vector<Execution> m_strangers;    ///< of the page, that the manifest does not have
    std::vector<manifest::Run> m_compared; ///< those that are described
    std::optional<Reply<std::vector<manifest::Run>>> m_ahead; ///< those after them
    qint64 m_comparedInAll = 0;
    std::optional<Error> m_unreadBecause;
};

} // namespace signalbox
