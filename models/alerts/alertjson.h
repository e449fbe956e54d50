// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertmarks.h"

#include <QJsonObject>

/// Alerts as programs read them: pure functions, any thread.
namespace signalbox {

/// "inactive", "pending", "firing", "unknown".
[[nodiscard]] QString stateWord(AlertState state);
/// As `signalbox status --json` has it: what it is not of is null.
[[nodiscard]] QJsonObject toObject(const Alert &alert);
/// With who acknowledged or snoozed it, and until when; null where nobody did.
[[nodiscard]] QJsonObject toObject(const Alert &alert, const AlertSaid &said);
/// Null where nothing is the matter.
[[nodiscard]] QJsonValue toJson(const Verdict &verdict);
/// The alert with what happened to it and why.
[[nodiscard]] QJsonObject toObject(const AlertChange &change);
/// The same as one line of `signalbox watch --json`, without its end; with what people said of it, if that is
/// to be told.
[[nodiscard]] QByteArray toJsonLine(const AlertChange &change, const std::optional<AlertSaid> &said = {});

} // namespace signalbox
