// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertmarks.h"

namespace signalbox {

/// A line for people, safe for a terminal: "firing  backlog  ns/queue  150 > 100  since …".
[[nodiscard]] QString alertLine(const Alert &alert);
/// What follows it, of who took it: " (acknowledged by ada)"; empty: nobody did.
[[nodiscard]] QString saidText(const AlertSaid &said);
/// The same of one line of `signalbox watch`. `from` of what stands as the watch begins: nullopt.
[[nodiscard]] QString changeLine(const AlertChange &change);

} // namespace signalbox
