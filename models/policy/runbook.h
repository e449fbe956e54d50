// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/base/queuekey.h"

#include <optional>
#include <vector>

namespace signalbox {

/// "Workflow backlog > 100 for more than 5 minutes" as data.
struct AlertRule
{
    QString id = QStringLiteral("backlog");
    qint64 threshold = 100;
    Milliseconds forDuration = std::chrono::minutes(5);

    bool operator==(const AlertRule &) const = default;
};

/// The runbook file: which queues belong to whom, and the rule's threshold. Parsed and checked, never
/// fetched. Queue conventions are by bare name; a cluster's queue "<namespace>.<name>" or "<name>" matches.
class Runbook
{
public:
    struct Queue
    {
        QString name;
        QString owner;
        bool operator==(const Queue &) const = default;
    };

    [[nodiscard]] static Result<Runbook> parse(const QByteArray &toml, const QString &fileName);

    [[nodiscard]] std::optional<QString> ownerOf(const QueueKey &key) const;
    [[nodiscard]] const AlertRule &backlogRule() const { return m_backlog; }

private:
    std::vector<Queue> m_queues;
    AlertRule m_backlog;
};

/// The queue's name without its "<namespace>." in front, as the runbook and the board write it.
[[nodiscard]] QString shortQueueName(const QueueKey &key);

} // namespace signalbox
