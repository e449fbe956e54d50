// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/observed.h"

namespace signalbox {

class Watch;

/// What the watch knows of a queue now, but for what waited when it was counted. Owner thread.
[[nodiscard]] Observed observedBy(const Watch &watch, const QueueKey &key, const Clock &clock);

} // namespace signalbox
