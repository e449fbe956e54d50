// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace signalbox {

/// Sum, maximum and the like of what is known of two; unknown only if both are.
template <class T, class Op>
std::optional<T> combined(const std::optional<T> &a, const std::optional<T> &b, Op op)
{
    return a && b ? std::optional<T>(op(*a, *b)) : a ? a : b;
}

} // namespace signalbox
