// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

namespace signalbox {

/// Locks bytes of an open file for its holder alone, or fails at once (errno; see isHeldByAnother). Of the
/// open file, not of the process: a process meets its own locks too, and no other close() drops one. The
/// kernel gives it back with the file's last descriptor, however a process ends. `length` 0: to the end.
[[nodiscard]] bool lockForSelf(int fd, off_t start, off_t length);
/// Whether this errno of lockForSelf says that somebody else has it.
[[nodiscard]] bool isHeldByAnother(int number);

} // namespace signalbox
