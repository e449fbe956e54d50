// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/chartframe.h"
#include "ui/chart/timechart.h"

#include <array>

namespace signalbox {

/// Told apart on light and on dark ground; red is for what is bad, grey for a remainder.
enum class LineColor { Blue, Orange, Green, Purple, Teal, Brown, Red, Grey };
inline constexpr std::size_t lineColors = 8;
[[nodiscard]] QColor colorOf(LineColor color, const QPalette &palette);

/// Everything a chart of several lines paints, ready. Plain values.
struct LinesData
{
    struct Line
    {
        QString label; ///< with its last value, for its end
        LineColor color = LineColor::Blue;
        std::vector<ChartLine> stretches; ///< one for each unbroken stretch
        std::optional<double> last;       ///< where the label stands; unknown: there is none

        bool operator==(const Line &) const = default;
    };

    ChartSpan range;
    std::vector<Line> lines;
    std::vector<ChartSpan> gaps; ///< time in which nothing is known
    double top = 0;              ///< the highest value shown

    bool operator==(const LinesData &) const = default;
};

/// Several lines over time, each named beside its end. Owner thread.
class LinesChart final : public TimeChart
{
    Q_OBJECT

public:
    LinesChart(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);

    void setData(const LinesData &shown);
    [[nodiscard]] const LinesData &shown() const { return m_shown; }
    [[nodiscard]] int nameRoom() const; ///< pixels that the lines' names need beside the plot
    /// Of several charts one over the other, so that their times are too.
    void setNameRoom(int pixels);

protected:
    void paintGround(QPainter &painter) const override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void applyPalette() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] ChartFrame frame() const;
    void fillLines();
    void makeRoom();

    LinesData m_shown;
    int m_nameRoom = 0;
    std::array<Pool, lineColors> m_pools;
};

} // namespace signalbox
