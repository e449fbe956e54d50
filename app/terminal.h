// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QObject;

namespace signalbox {

class TokenService;

/// What goes to whoever started the program, on stderr: stdout is for results only.
void tellTerminal(const QString &sentence);
/// How far something is: likewise, and only where stderr is a terminal.
void tellProgress(const QString &sentence);
/// The exit code of whatever keeps the program from doing what it was asked; `status` has the others.
inline constexpr int errorExit = 4;
/// Where something could not be read, and nothing worse is the matter.
inline constexpr int unknownExit = 3;
/// Tells the terminal, and is the exit code.
[[nodiscard]] int complain(const QString &sentence);
/// Tells every address that a browser is to open, for as long as `context` lives: none may open.
void tellSignInAddresses(const TokenService &tokens, QObject *context);

} // namespace signalbox
