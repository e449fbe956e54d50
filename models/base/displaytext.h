// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Text of others made safe: pure functions, any thread.
namespace signalbox {

/// Server or user text as it may be shown: control, bidi-control and zero-width characters become visible
/// as ‹U+202E›, right-to-left text is isolated, anything over maxLength is cut with "…". Applied to its own
/// result, or to a sentence with such results in it, it changes nothing more. The result is still plain text:
/// widgets must not interpret it as rich text.
[[nodiscard]] QString displayText(const QString &untrusted, qsizetype maxLength = 4096);
/// The same text safe for a clipboard or a terminal: controls as \x1b or \u202e, no isolates added.
[[nodiscard]] QString copyText(const QString &untrusted);

/// Quotes one argument of a command line that is shown or copied: bash reads the same text back.
[[nodiscard]] QString shellQuoted(const QString &argument);

} // namespace signalbox
