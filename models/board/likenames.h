// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

/// What names made for each worker or run share: every part with a number in it (of a UUID, a host, a pod, a
/// count) is '…', for the letters it begins with stay. "w-4711" and "w-12" are like "w-…", "ip-10-0-3-7.shop"
/// is like "ip-….shop". The name itself where nothing is numbered. Pure.
[[nodiscard]] QString likeName(const QString &name);

} // namespace signalbox
