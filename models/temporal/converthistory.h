// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/history.h"

namespace temporal::api::history::v1 {
class History;
}

namespace signalbox::convert {

/// Events in the order given. An activity event names its activity where the scheduled event is in the same
/// list.
[[nodiscard]] std::vector<HistoryEvent> historyEvents(const temporal::api::history::v1::History &history);

} // namespace signalbox::convert
