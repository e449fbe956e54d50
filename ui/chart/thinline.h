// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

namespace signalbox {

/// A line that grows at its right end and keeps its ends and, of each finished slice of its x axis, the
/// lowest and the highest point: more can't be seen where a slice is a pixel or two. Slices lie still, so
/// that what was thinned once stays as it is while the picture moves on. A value.
class ThinLine
{
public:
    explicit ThinLine(double slice); ///< its width; 0: nothing is left out

    void append(const QPointF &point);
    /// Keeps the last one before, so that the line can enter from the left.
    void dropBefore(double x);
    [[nodiscard]] QList<QPointF> points() const;

private:
    [[nodiscard]] double sliceOf(const QPointF &point) const;

    double m_slice;
    QList<QPointF> m_finished; ///< thinned
    QList<QPointF> m_open;     ///< every point of the slice that still grows
};

} // namespace signalbox
