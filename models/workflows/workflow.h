// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/workflows/historymodel.h"
#include "models/workflows/pendingactivitymodel.h"

#include <QObject>

namespace signalbox {

/// One opened run: its description, pending activities and history, refreshed every 10 s while active. An
/// empty run id follows the current run until the first answer, then stays on that run. One that was deleted
/// is looked for in the archive. Owner thread.
class Workflow final : public QObject
{
    Q_OBJECT

public:
    Workflow(Client &client, const Clock &clock, QString ns, QString workflowId, QString runId,
             QObject *parent = nullptr);
    ~Workflow() override;

    void setActive(bool active); ///< a hidden page polls nothing
    void refresh();

    [[nodiscard]] const QString &ns() const;
    [[nodiscard]] const QString &workflowId() const;
    [[nodiscard]] const QString &runId() const;
    [[nodiscard]] const std::optional<ExecutionDescription> &description() const;
    /// The server holds the run no more, or never did.
    [[nodiscard]] bool isGone() const;
    /// It is gone, and what there is of it was read from the archive, once.
    [[nodiscard]] bool isArchived() const;
    [[nodiscard]] std::optional<Instant> readAt() const;
    [[nodiscard]] const std::optional<Error> &error() const;
    /// "Activity upsert_vector is on attempt 17, next try in 41 s: 503 from qdrant", in plain words.
    [[nodiscard]] QString nowSentence() const;
    [[nodiscard]] PendingActivityModel &pendingActivities();
    [[nodiscard]] HistoryModel &history();

Q_SIGNALS:
    void changed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
