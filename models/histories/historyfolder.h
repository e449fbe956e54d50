// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/histories/historydraft.h"
#include "models/store/readingthread.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace signalbox {

class Descriptor;

/// A folder of histories, one file a run, that one export writes into at a time; read and written on a thread
/// of its own. A file is whole or not there, for its owner alone, and none that is there is ever replaced.
/// Owner thread.
class HistoryFolder
{
public:
    explicit HistoryFolder(QString path);
    ~HistoryFolder();

    /// Makes it where there is none, and takes it for this alone until this dies.
    [[nodiscard]] Reply<bool> open();
    [[nodiscard]] Reply<std::vector<HistoryThere>> look(const QStringList &names);

    using Draft = std::shared_ptr<HistoryDraft>; ///< of the thread
    [[nodiscard]] Draft begin(const QString &name) const;
    /// Goes to the disk before the reply is delivered: who waits for it before the next has bounded memory.
    [[nodiscard]] Reply<bool> append(const Draft &draft, const QByteArray &events);
    [[nodiscard]] Reply<qint64> finish(const Draft &draft); ///< the file's bytes

private:
    const QString m_path;
    std::shared_ptr<Descriptor> m_lock; ///< open: this has the folder
    ReadingThread m_thread;
};

/// "WORKFLOW_RUN.json": any id as a file's name, with %XX for what is no letter, digit, '.', '_' or '-'. A
/// long workflow id is cut; the run's is whole.
[[nodiscard]] QString historyFileName(const QString &workflowId, const QString &runId);

} // namespace signalbox
