// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

#include <QList>
#include <QStringList>

namespace signalbox::fake {

[[nodiscard]] QString statusName(ExecutionStatus status); ///< "Running"

/// Of the runs whose workflow tasks fail: their workflow's type.
inline const QString brokenType = QStringLiteral("Broken");

/// What the fake server understands of a query for executions (see TemporalServer).
class Query
{
public:
    explicit Query(const QString &query);

    [[nodiscard]] bool matches(const Execution &execution) const;

private:
    /// "A = 'x' AND WorkflowId STARTS_WITH 'y' AND TaskQueue NOT IN ('p', 'q') AND StartTime < '…'"
    struct Terms
    {
        explicit Terms(const QString &query);
        [[nodiscard]] bool matches(const Execution &execution) const;

        QList<std::pair<QString, QString>> equal;
        QStringList statuses; ///< empty: any
        QStringList runIds;
        QStringList otherQueues;
        QStringList otherTypes;
        QString beginning;         ///< of the workflow id
        bool withProblems = false; ///< TemporalReportedProblems IS NOT NULL
        std::optional<Instant> startedBefore;
        std::optional<Instant> closedFrom;
        std::optional<Instant> closedBefore;
    };

    QList<Terms> m_alternatives; ///< joined by OR
};

} // namespace signalbox::fake
