// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QString>

#include <optional>

/// Times that leave the window. On the screen a local time is enough; where it is pasted nobody knows the
/// zone, and an hour of each autumn comes twice. Pure, any thread.
namespace signalbox {

/// Local "2026-10-25 02:30:00+02:00", "–" if unknown.
[[nodiscard]] QString formatZonedTime(std::optional<Instant> time);

/// Local "02:30+02:00": of a time of today.
[[nodiscard]] QString formatZonedMinute(Instant time);
/// A time that says its zone: "2026-10-25T02:30:00+02:00" or with "Z", a blank for the "T", without seconds.
/// Nothing: it is no such time.
[[nodiscard]] std::optional<Instant> parseZonedTime(const QString &text);
/// What a person types: that, or the same without a zone, meant locally, or a time of day, "02:30", meant as
/// the last one before `now`.
[[nodiscard]] std::optional<Instant> parseMoment(const QString &text, Instant now);

/// What is copied of a cell that says less on the screen; invalid: the text that is shown.
inline constexpr int CopyRole = 0x1000; // far from what the models of this program have

} // namespace signalbox
