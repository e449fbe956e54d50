// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/assess.h"
#include "ui/queue/chartdata.h"

#include <QString>

/// What the queue page says in words. Pure functions.
namespace signalbox {

/// What the figures mean together, in one to three sentences: how old they are, who is missing, whether the
/// backlog grows. `assessment` is what the rule says of it; `now` is by Clock::sinceBoot.
[[nodiscard]] QString queueSentence(const std::optional<QueueSample> &sample,
                                    const QueueAssessment &assessment,
                                    const std::vector<PollerChange> &pollerChanges, Milliseconds now);
/// "pollers went from 5 to 2"
[[nodiscard]] QString pollerChangeText(const PollerChange &change);
/// "2 of 5": alive of all the server still names.
[[nodiscard]] QString pollersAliveText(const QueueSample &sample);

} // namespace signalbox
