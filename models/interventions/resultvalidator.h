// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QByteArray>

namespace signalbox {

/// limit.blobSize.error of the server is 2 MiB for the whole payload, its encoding field and lengths (32
/// bytes, rounded up) included: above it the call succeeds but the activity is FAILED.
inline constexpr qsizetype maxResultBytes = 2 * 1024 * 1024 - 64;

/// Checks the operator's raw JSON text (RFC 8259, one value, depth at most 512, valid UTF-8, no NUL) without
/// changing a byte. Line and column are in Error::detail. Any thread; 2 MiB takes a few ms.
[[nodiscard]] Done checkResult(QByteArrayView json);

} // namespace signalbox
