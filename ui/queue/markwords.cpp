// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/markwords.h"

#include <algorithm>

namespace signalbox {

namespace {

constexpr double apart = 4;

} // namespace

void placeWords(std::vector<MarkWords> &marks, double half, double left, double right)
{
    double free = left;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        MarkWords &mark = marks[i];
        const double end = i + 1 < marks.size() ? std::min(right, marks[i + 1].at - half - apart) : right;
        if (mark.at - half + mark.width <= end)
            mark.side = MarkWords::Side::Right;
        else if (mark.at + half - mark.width >= free)
            mark.side = MarkWords::Side::Left;
        free = (mark.side == MarkWords::Side::Right ? mark.at - half + mark.width : mark.at + half) + apart;
    }
}

} // namespace signalbox
