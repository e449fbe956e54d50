// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/history.h"

#include <functional>

/// Words for the events of a history, safe to show: pure functions, any thread.
namespace signalbox {

/// An event of the same run by its id; null if it was not read.
using EventById = std::function<const HistoryEvent *(qint64)>;

/// What the row of an event says: "charge, attempt 3", "timer 5 until 2026-11-24 10:41:07", "signal approve".
[[nodiscard]] QString eventWords(const HistoryEvent &event, const EventById &byId);
/// Who did it, where a person did: the caller's own words, and the server's proof where it keeps one. A
/// worker's name is in the event's text.
[[nodiscard]] QString eventBy(const HistoryEvent &event, const EventById &byId);
/// All of the event: its words, causes, decoded values, and the rest as the server sent it. Of each value at
/// most `most` bytes.
[[nodiscard]] QString eventText(const HistoryEvent &event, const EventById &byId, qsizetype most);

} // namespace signalbox
