// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/patience.h"

#include <QRandomGenerator>

#include <algorithm>

namespace signalbox {

void Patience::fail(Milliseconds now)
{
    constexpr int doublings = 7; // 5 s doubled so often is more than ten minutes
    const Milliseconds whole = std::min(longest, first * (1 << std::min(m_failures, doublings)));
    const auto fifth = static_cast<int>(whole.count() / 5);
    ++m_failures;
    m_until = now + whole + Milliseconds(QRandomGenerator::global()->bounded(-fifth, fifth + 1));
}

} // namespace signalbox
