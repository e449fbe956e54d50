// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QByteArray>

/// The journal's file as bytes: blocking, any thread, opened anew each time so that a file moved away is
/// never written on unseen.
namespace signalbox::journalfile {

/// Adds `line` and a newline in one write and returns once it is on disk. On failure nothing of it counts:
/// what was written of it is taken back, or left as a torn line.
[[nodiscard]] Done append(const QString &path, const QByteArray &line);
/// Empty if there is no file yet.
[[nodiscard]] Result<QByteArray> read(const QString &path);

} // namespace signalbox::journalfile
