// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/base/queuekey.h"

#include <optional>
#include <vector>

namespace signalbox {

/// What a rule judges, in the order in which a row tells them.
enum class RuleKind {
    NoPollers,       ///< tasks of one type wait and nobody polls for them
    Backlog,         ///< workflow tasks that wait
    ActivityBacklog, ///< activity tasks that wait
    OldestTask,      ///< how long the oldest one has waited
};

/// "Workflow backlog > 100 for more than 5 minutes" as data.
struct AlertRule
{
    QString id = QStringLiteral("backlog");
    qint64 threshold = 100; ///< tasks; of OldestTask: seconds
    Milliseconds forDuration = std::chrono::minutes(5);
    RuleKind kind = RuleKind::Backlog;

    bool operator==(const AlertRule &) const = default;
};

/// The runbook file: which queues belong to whom, and the rules' thresholds. Parsed and checked, never
/// fetched. Queue conventions are by bare name; a cluster's queue "<namespace>.<name>" or "<name>" matches.
class Runbook
{
public:
    Runbook();

    struct Queue
    {
        QString name;
        QString owner;
        bool operator==(const Queue &) const = default;
    };

    [[nodiscard]] static Result<Runbook> parse(const QByteArray &toml, const QString &fileName);

    [[nodiscard]] std::optional<QString> ownerOf(const QueueKey &key) const;
    [[nodiscard]] const std::vector<AlertRule> &rules() const
    {
        return m_rules;
    } ///< one a kind, in its order
    [[nodiscard]] const AlertRule &rule(RuleKind kind) const
    {
        return m_rules[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] const AlertRule &backlogRule() const { return rule(RuleKind::Backlog); }

private:
    std::vector<Queue> m_queues;
    std::vector<AlertRule> m_rules;
};

/// The queue's name without its "<namespace>." in front, as the runbook and the board write it.
[[nodiscard]] QString shortQueueName(const QueueKey &key);

} // namespace signalbox
