// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/client.h"

#include <QObject>

namespace signalbox {

/// A run that only the archive holds, as its history tells it.
struct ArchivedRun
{
    ExecutionDescription description;
    std::vector<HistoryEvent> newestFirst;
};

/// What Describe would have said of it.
[[nodiscard]] ExecutionDescription describeArchived(const QString &workflowId, const QString &runId,
                                                    const std::vector<HistoryEvent> &oldestFirst);

/// Reads a run whole from the archive of its namespace. Of the server's calls only the history from its
/// beginning goes there, once the run itself is deleted (1.32.1: neither Describe nor the history from its
/// end does). Owner thread.
class ArchiveReader final : public QObject
{
    Q_OBJECT

public:
    explicit ArchiveReader(Client &client, QObject *parent = nullptr);

    /// In place of what is under way. NotFound: there is no archive, or it doesn't have this run.
    [[nodiscard]] Reply<ArchivedRun> read(const QString &ns, const QString &workflowId, const QString &runId);
    /// Events read so far.
    [[nodiscard]] std::size_t soFar() const { return m_events.size(); }

Q_SIGNALS:
    void readOn();

private:
    void readPage(const QByteArray &token);
    void take(HistoryPage page, const QByteArray &token);
    void takeFailure(const Error &failure);

    Client &m_client;
    QString m_ns;
    QString m_workflowId;
    QString m_runId;
    std::vector<HistoryEvent> m_events; ///< oldest first
    int m_pages = 0;
    ReplyPromise<ArchivedRun> m_promise;
    Delivery m_call;
};

} // namespace signalbox
