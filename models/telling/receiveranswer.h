// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/http/httpclient.h"

namespace signalbox {

/// Of what a receiver says as it refuses, so many characters are told.
inline constexpr qsizetype receiverWordsShown = 200;

/// What the answer of an Alertmanager or a webhook to an alert means: true where it took it, which is what a
/// status of 2xx says, whatever else it says; else why not, as a sentence to show. Pure; any thread.
[[nodiscard]] Result<bool> takenBy(const HttpAnswer &answer);

} // namespace signalbox
