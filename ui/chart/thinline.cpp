// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/thinline.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

namespace {

/// The lowest and the highest, the earlier one first; one point if they are the same.
void appendExtremes(QList<QPointF> &thin, const QList<QPointF> &points)
{
    auto [low, high] = std::minmax_element(points.begin(), points.end(),
                                           [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
    if (high < low)
        std::swap(low, high);
    thin << *low;
    if (low != high)
        thin << *high;
}

} // namespace

ThinLine::ThinLine(double slice)
    : m_slice(slice)
{
}

double ThinLine::sliceOf(const QPointF &point) const
{
    return m_slice > 0 ? std::floor(point.x() / m_slice) : point.x();
}

void ThinLine::append(const QPointF &point)
{
    if (!m_open.isEmpty() && sliceOf(point) != sliceOf(m_open.last())) {
        if (m_finished.isEmpty() && m_open.size() > 1)
            m_finished << m_open.takeFirst();
        appendExtremes(m_finished, m_open);
        m_open.clear();
    }
    m_open << point;
}

void ThinLine::dropBefore(double x)
{
    const auto isBefore = [](const QPointF &point, double left) { return point.x() < left; };
    const auto cut = [&](QList<QPointF> &points, qsizetype kept) {
        const auto first = std::lower_bound(points.cbegin(), points.cend(), x, isBefore);
        points.remove(0, std::max(first - points.cbegin() - kept, qsizetype(0)));
    };
    const bool isInOpen = !m_open.isEmpty() && m_open.first().x() < x;
    cut(m_finished, isInOpen ? 0 : 1);
    cut(m_open, 1);
}

QList<QPointF> ThinLine::points() const
{
    QList<QPointF> line = m_finished;
    if (m_open.isEmpty())
        return line;
    if (line.isEmpty())
        line << m_open.first();
    appendExtremes(line, m_open);
    line << m_open.last();
    line.resize(std::unique(line.begin(), line.end()) - line.begin());
    return line;
}

} // namespace signalbox
