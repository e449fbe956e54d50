// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/intervention.h"
#include "models/interventions/runlever.h"
#include "tests/system/person.h"

#include <QTemporaryDir>
#include <QTest>

namespace signalbox {

/// Somebody who looks at runs and pulls levers.
class Operator : public Person
{
public:
    using Person::Person;

    /// Waits until an activity of the run is with its worker, as an operator would find it.
    [[nodiscard]] std::optional<ExecutionDescription> look(const QString &ns, const QString &id,
                                                           bool forActivity, const QString &activityId = {})
    {
        std::optional<ExecutionDescription> seen;
        const bool found = QTest::qWaitFor(
            [&] {
                const auto answer = await(client->describeExecution(ns, id, {}, Purpose::Operator));
                if (answer)
                    seen = *answer;
                return answer &&
                       (!forActivity ||
                        (answer->pendingActivities.size() == 1 &&
                         answer->pendingActivities[0].state == ActivityState::Started &&
                         (activityId.isEmpty() || answer->pendingActivities[0].activityId == activityId)));
            },
            30'000);
        return found ? seen : std::nullopt;
    }

    [[nodiscard]] Receipt pull(std::unique_ptr<Lever> lever, bool acceptsCaveat = false)
    {
        const QString id = lever->target().id();
        Intervention intervention(*client, tokens, journal, clock, profile, std::move(lever));
        intervention.pull({QStringLiteral("INC-1182 qdrant down"), id, acceptsCaveat});
        if (!QTest::qWaitFor([&] { return intervention.state() == Intervention::State::Finished; }, 120'000))
            qFatal("the intervention never ended");
        return *intervention.receipt();
    }

    QTemporaryDir home;
    Journal journal{home.filePath(QStringLiteral("journal.jsonl"))};
};

} // namespace signalbox
