// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QString>

namespace signalbox {

/// What a person needs of an error: one sentence each.
struct Explanation
{
    QString what;
    QString why;
    QString next;
    [[nodiscard]] QString sentence() const; ///< all three in one line
};
[[nodiscard]] Explanation explain(const Error &error);

} // namespace signalbox
