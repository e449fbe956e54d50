// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QStringList>

#include <optional>

class QPainter;

namespace signalbox {

/// The moment under the pointer and what is known of it, painted over a chart's finished picture: moving it
/// paints no chart. A value.
struct Crosshair
{
    std::optional<double> time; ///< none: the pointer is elsewhere
    QStringList lines;          ///< shown beside it

    /// `at` is where its time lies.
    void paint(QPainter &painter, const QRectF &plot, double at, const QPalette &palette) const;
};

} // namespace signalbox
