// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/callkind.h"

#include <QString>

namespace signalbox {

/// "looks at queues": what such calls are, for a person.
[[nodiscard]] QString callKindText(CallKind kind);

} // namespace signalbox
