// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/flow.h"
#include "models/diagnosis/observed.h"
#include "models/diagnosis/workforce.h"

namespace signalbox {

/// Whether somebody set it: without, the server answers a number that no queue reaches (1.32.1).
[[nodiscard]] bool isSet(const RateLimit &limit);

/// One type's tasks of a queue that was seen: what its causes ask. Outlived by `seen`, which has a sample.
class Side
{
public:
    Side(const Observed &seen, TaskType type);

    [[nodiscard]] const Observed &seen() const { return m_seen; }
    [[nodiscard]] TaskType type() const { return m_type; }
    [[nodiscard]] bool isWorkflow() const { return m_type == TaskType::Workflow; }

    [[nodiscard]] std::optional<qint64> backlog() const;
    [[nodiscard]] bool waits() const { return backlog().value_or(0) > 0; }
    [[nodiscard]] std::optional<Milliseconds> oldest() const;
    [[nodiscard]] std::optional<int> alive() const; ///< pollers
    [[nodiscard]] bool isPolled() const { return alive().value_or(0) > 0; }
    /// Since when its last poller is silent, where the server still knows one.
    [[nodiscard]] std::optional<Milliseconds> silence() const;
    /// Those the server still names for it, silent ones too.
    [[nodiscard]] const std::vector<SeenPoller> &pollers() const { return m_pollers; }
    [[nodiscard]] const TypeFacts &facts() const;
    [[nodiscard]] const Workforce &workforce() const { return m_workforce; }
    [[nodiscard]] const Flow &flow() const { return m_flow; }
    /// What waits was taken in and goes out as fast as it comes.
    [[nodiscard]] bool keepsUp() const;

    [[nodiscard]] QString tasks() const;             ///< "its 150 workflow tasks"
    [[nodiscard]] QString tasks(qint64 count) const; ///< "150 workflow tasks"
    [[nodiscard]] QString kind() const;              ///< "workflow"

private:
    const Observed &m_seen;
    TaskType m_type;
    std::vector<SeenPoller> m_pollers;
    Workforce m_workforce;
    Flow m_flow;
};

} // namespace signalbox
