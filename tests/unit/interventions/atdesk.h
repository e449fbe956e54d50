// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/records.h"
#include "tests/unit/interventions/pullworld.h"

namespace signalbox {

/// A desk, and what it recovered.
struct AtDesk : PullWorld
{
    AtDesk()
        : desk(*client, *tokens, *journal, clock, profile)
    {
        connect(&desk, &Desk::recovered, this,
                [this](const Desk::Recovered &settled) { recovered.push_back(settled); });
    }

    [[nodiscard]] QJsonObject intentOf(const Lever &lever, const QString &op) const
    {
        User ada;
        ada.name = QStringLiteral("ada");
        return intentRecord(op, clock, ada, profile, lever, QStringLiteral("INC-7"));
    }
    /// What a crash leaves: an intent of ada's without an outcome.
    [[nodiscard]] bool leaveIntent(const Lever &lever, const QString &op)
    {
        User ada;
        ada.name = QStringLiteral("ada");
        return await(journal->append(intentRecord(op, clock, ada, profile, lever, QStringLiteral("INC-7"))))
            .has_value();
    }
    void terminatedBy(const QString &identity)
    {
        ExecutionDescription run = lookedat::run();
        run.execution.status = ExecutionStatus::Terminated;
        std::vector<HistoryEvent> events = lookedat::history();
        events.push_back(lookedat::runEvent(5, QStringLiteral("WorkflowExecutionTerminated"), identity));
        serve(run, events);
    }

    Desk desk;
    std::vector<Desk::Recovered> recovered;
};

} // namespace signalbox
