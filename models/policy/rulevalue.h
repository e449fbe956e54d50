// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/alertrule.h"

namespace signalbox {

/// `part` of `whole` as a rule's value: in hundredths of a percent, rounded up, so that what is over a
/// threshold by a hair is over it. 0 < part, 0 < whole.
[[nodiscard]] constexpr qint64 shareOf(qint64 part, qint64 whole)
{
    return part / whole * 10'000 + (part % whole * 10'000 + whole - 1) / whole;
}

[[nodiscard]] QString formatShare(qint64 share); ///< "5 %", "18.2 %"
/// A value or threshold of such a rule with its unit: "1 204", "7 m 55 s", "5 %".
[[nodiscard]] QString formatRuleValue(RuleKind kind, std::optional<qint64> value);

} // namespace signalbox
