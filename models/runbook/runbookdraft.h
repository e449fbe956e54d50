// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/seencluster.h"

#include <QByteArray>

namespace signalbox {

/// A runbook file that says what was seen of a cluster: held against it, nothing has drifted but who nobody
/// knows, the owners. What could not be seen stands in it as a comment. Pure.
[[nodiscard]] QByteArray runbookDraft(const SeenCluster &cluster, const QString &profile);

} // namespace signalbox
