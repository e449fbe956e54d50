// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

/// Makes what is missing of a folder, for this user alone (0700). True also if it is there already; else
/// errno says why. Blocks; any thread.
[[nodiscard]] bool makePrivateFolder(const QString &path);

} // namespace signalbox
