// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/callbudget.h"

#include <vector>

namespace signalbox {

class NamespaceWatch;
class QueueWatch;

/// Lets the due questions out, within the profile's budgets: what a person asks for first, then what has
/// waited longest; at most 8 looks in flight (a cold look makes the server load partitions).
class WatchPace
{
public:
    void askNamespaces(const std::vector<NamespaceWatch *> &namespaces, Milliseconds now);
    void askQueues(const std::vector<QueueWatch *> &queues, Milliseconds now);

    /// The server refused for being asked too much.
    void looksRefused(Milliseconds now) { m_looks.refused(now); }
    void countsRefused(Milliseconds now) { m_counts.refused(now); }

private:
    void look(const std::vector<QueueWatch *> &queues, Milliseconds now);
    void count(const std::vector<QueueWatch *> &queues, Milliseconds now);
    [[nodiscard]] double stretch(const std::vector<QueueWatch *> &queues) const;

    CallBudget m_looks{20};
    CallBudget m_counts{10};
};

} // namespace signalbox
