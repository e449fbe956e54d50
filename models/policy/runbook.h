// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/queuekey.h"
#include "models/policy/alertrule.h"

#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace signalbox {

/// The runbook file: what namespaces are for, which queues belong to whom, and the rules. Parsed and checked,
/// never fetched. Queues are written by bare name; a cluster's queue "<namespace>.<name>" or "<name>"
/// matches. Where the file has patterns, '*' stands for anything, and of several that fit, the last one
/// holds.
class Runbook
{
public:
    Runbook(); ///< the rules that hold without a file

    struct Namespace
    {
        QString match; ///< a pattern
        QString purpose;
        std::optional<std::chrono::seconds> retention;
        std::optional<std::chrono::seconds> retentionWarning = {}; ///< before what ended badly is deleted
        bool operator==(const Namespace &) const = default;
    };

    struct Queue
    {
        QString name;
        QString owner;
        QString notes;
        std::map<RuleKind, qint64> thresholds; ///< its own, in the units of AlertRule
        bool operator==(const Queue &) const = default;
    };

    /// Who says a rule: what comes later holds.
    enum class Origin { BuiltIn, Runbook, Profile };

    /// A rule and where it holds.
    struct Rule
    {
        AlertRule rule;
        bool enabled = true;
        QStringList namespaces; ///< patterns; none: everywhere
        QStringList queues;     ///< patterns of bare names; none: all
        Origin origin = Origin::BuiltIn;
    };

    [[nodiscard]] static Result<Runbook> parse(const QByteArray &toml, const QString &fileName);
    /// Takes the rules of a file beside the profile, of the same form, in place of those of the same id; an
    /// error leaves all as it was.
    [[nodiscard]] Done override(const QByteArray &toml, const QString &fileName);

    [[nodiscard]] const std::vector<Queue> &queues() const { return m_queues; }
    /// Those of the file after the built-in ones: of a kind the last one that fits holds.
    [[nodiscard]] const std::vector<Rule> &allRules() const { return m_rules; }
    [[nodiscard]] const Namespace *namespaceOf(const QString &ns) const;
    [[nodiscard]] std::optional<QString> ownerOf(const QueueKey &key) const;
    [[nodiscard]] const Queue *queueOf(const QueueKey &key) const;
    /// What holds for a queue, a namespace or the cluster, by the scope of the key: at most one rule a kind,
    /// in their order.
    [[nodiscard]] std::vector<AlertRule> rules(const QueueKey &key) const;
    [[nodiscard]] std::optional<AlertRule> rule(RuleKind kind, const QueueKey &key) const;

private:
    [[nodiscard]] const Rule *lastOf(RuleKind kind, const QueueKey &key) const;

    std::vector<Namespace> m_namespaces;
    std::vector<Queue> m_queues;
    std::vector<Rule> m_rules; ///< the built-in ones first
};

/// The queue's name without its "<namespace>." in front, as the runbook and the board write it.
[[nodiscard]] QString shortQueueName(const QueueKey &key);

} // namespace signalbox
