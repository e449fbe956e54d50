// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"

#include <QThreadPool>

#include <map>
#include <vector>

namespace signalbox {

struct RunName
{
    QString workflowId;
    QString runId;

    bool operator==(const RunName &) const = default;
};

/// Which runs a clean-up deletes: a file beside the journal, "cleanups/OP.jsonl", whose lines are on disk
/// before what they say is begun. `{"going": [[workflow id, run id], …]}`: these are about to be deleted;
/// `{"gone": [run id, …]}`: these are no more; `{"kept": [[run id, why], …]}`: these were left. What is going
/// and neither gone nor kept was under way when the console ended. Written by a worker, a line of many runs
/// at a time. Owner thread.
class Deletions
{
public:
    explicit Deletions(QString path);
    ~Deletions(); ///< waits for what is under way
    Deletions(const Deletions &) = delete;
    Deletions &operator=(const Deletions &) = delete;

    struct Kept
    {
        QString runId;
        QString why;
    };

    [[nodiscard]] Reply<bool> going(const std::vector<RunName> &runs);
    /// Of one or the other nothing is written where there is none.
    [[nodiscard]] Reply<bool> ended(const QStringList &gone, const std::vector<Kept> &kept);

    /// What such a file says.
    struct Record
    {
        qint64 gone = 0;
        qint64 kept = 0;
        std::map<QString, QString> unsettled; ///< run id to workflow id
        int unreadableLines = 0;
    };
    /// No file is no run. By a worker of its own.
    [[nodiscard]] static Reply<Record> read(const QString &path);

private:
    [[nodiscard]] Reply<bool> append(const QList<QByteArray> &lines);

    const QString m_path;
    QThreadPool m_writer;
};

/// Beside the journal at that path.
[[nodiscard]] QString deletionsPath(const QString &journal, const QString &op);

} // namespace signalbox
