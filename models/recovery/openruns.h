// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

/// The runs that a manifest has: those that a restored cluster has to go on with.
[[nodiscard]] inline QString openRuns()
{
    return QStringLiteral("ExecutionStatus IN ('Running', 'Paused')");
}

} // namespace signalbox
