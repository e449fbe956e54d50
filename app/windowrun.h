// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace signalbox {

/// The console with its window: the program's exit code when it is closed. What keeps it from starting is
/// told on the terminal, and in a window where nobody would see that.
[[nodiscard]] int runWindow(const Invocation &invocation, int &argc, char **argv);

/// A black box in a window, without a profile: likewise.
[[nodiscard]] int runReplay(const Invocation &invocation, int &argc, char **argv);

} // namespace signalbox
