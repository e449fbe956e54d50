// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/drift.h"

#include <QByteArray>

namespace signalbox {

/// What `signalbox runbook diff` prints.
struct RunbookDiff
{
    QString profile;
    QString runbook; ///< the file's name
    Instant time;
    std::vector<Drift> drifts;
};

/// One JSON object; what isn't known is null; UTF-8, indented, with a newline at its end.
[[nodiscard]] QByteArray toJson(const RunbookDiff &diff);
/// What does not hold, by namespace, each with what could be done: plain text, safe for a terminal.
[[nodiscard]] QString toText(const RunbookDiff &diff);

} // namespace signalbox
