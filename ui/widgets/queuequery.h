// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Query text that leads from a queue to its workflows. Pure functions.
namespace signalbox {

[[nodiscard]] QString runningQuery();
[[nodiscard]] QString runningQuery(const QString &queue);

} // namespace signalbox
