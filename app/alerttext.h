// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"

#include <QJsonObject>

namespace signalbox {

/// As `signalbox status --json` has it: what it is not of is null.
[[nodiscard]] QJsonObject toObject(const Alert &alert);
/// Null where nothing is the matter.
[[nodiscard]] QJsonValue toJson(const Verdict &verdict);
/// A line for people, safe for a terminal: "firing  backlog  ns/queue  150 > 100  since …".
[[nodiscard]] QString alertLine(const Alert &alert);

/// One line of `signalbox watch --json`, without its end: the alert with what happened to it and why.
[[nodiscard]] QByteArray toJsonLine(const AlertChange &change);
/// The same for people. `from` of what stands as the watch begins: nullopt.
[[nodiscard]] QString changeLine(const AlertChange &change);

} // namespace signalbox
