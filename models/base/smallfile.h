// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QByteArray>

namespace signalbox {

/// A file that a person wrote or named, whole: at most 4 MiB, and a file, as opening a pipe would wait for
/// ever. The error's detail is the reason alone. Blocks; any thread.
[[nodiscard]] Result<QByteArray> readSmallFile(const QString &path);

} // namespace signalbox
