// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/base/signal.h"

#include <QString>

#include <optional>

/// Text for people: pure functions, any thread. Unknown is always "–", never 0.
namespace signalbox {

/// Server or user text as it may be shown: control, bidi-control and zero-width characters become visible
/// as ‹U+202E›, right-to-left text is isolated, anything over maxLength is cut with "…". Applied to its own
/// result, or to a sentence with such results in it, it changes nothing more. The result is still plain text:
/// widgets must not interpret it as rich text.
[[nodiscard]] QString displayText(const QString &untrusted, qsizetype maxLength = 4096);
/// The same text safe for a clipboard or a terminal: controls as \x1b or \u202e, no isolates added.
[[nodiscard]] QString copyText(const QString &untrusted);

[[nodiscard]] QString formatCount(std::optional<qint64> count); ///< "1 204"
[[nodiscard]] QString
formatDuration(std::optional<Milliseconds> duration); ///< "7 m 55 s", "2 h 04 m", "3 d 4 h"
[[nodiscard]] QString formatRates(std::optional<double> in,
                                  std::optional<double> out);                         ///< "46 / 8" per second
[[nodiscard]] QString formatRetention(std::optional<std::chrono::seconds> retention); ///< "30 d"
[[nodiscard]] QString formatTimeOfDay(Instant time);                                  ///< local "10:41:07"
[[nodiscard]] QString formatDateTime(std::optional<Instant> time); ///< local "2026-11-24 10:41:07"
[[nodiscard]] QString formatIso(Instant time);                     ///< "2026-11-24T10:41:07Z"
[[nodiscard]] QString signalName(Signal signal);                   ///< "clear", also the JSON word

/// Quotes one argument of a command line that is shown or copied: bash reads the same text back.
[[nodiscard]] QString shellQuoted(const QString &argument);

/// What a person needs of an error: one sentence each.
struct Explanation
{
    QString what;
    QString why;
    QString next;
    [[nodiscard]] QString sentence() const; ///< all three in one line
};
[[nodiscard]] Explanation explain(const Error &error);

} // namespace signalbox
