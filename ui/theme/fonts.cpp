// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include "ui/theme/tokens.h"

#include <QFontDatabase>
#include <QFontMetricsF>

#include <algorithm>
#include <array>

namespace signalbox {

namespace {

QFont scaledFont(QFont font, double pixelsOfBase, bool bold)
{
    const double factor = pixelsOfBase / metrics::baseFontPixels;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    if (bold)
        font.setWeight(QFont::Bold);
    return font;
}

} // namespace

QFont applicationFont()
{
    // 13 px at 96 dpi. Without a desktop's settings Qt falls back to 9 pt, too small for a dense page.
    constexpr double leastPoints = 9.75;
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (font.pointSizeF() > 0)
        font.setPointSizeF(std::max(leastPoints, font.pointSizeF()));
    return font;
}

QFont monospaced(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF());
    else
        font.setPixelSize(base.pixelSize());
    font.setWeight(base.weight());
    return font;
}

QFont tabular(const QFont &base)
{
    // Qt 6.4 can't ask a font for its "tnum" feature; most system fonts have such digits anyway.
    const QFontMetricsF metrics(base);
    const double zero = metrics.horizontalAdvance(QChar(u'0'));
    for (char16_t digit = u'1'; digit <= u'9'; ++digit)
        if (!qFuzzyCompare(metrics.horizontalAdvance(QChar(digit)), zero))
            return monospaced(base);
    return base;
}

QFont strong(const QFont &base)
{
    return scaledFont(base, metrics::baseFontPixels, true);
}

QFont headingFont(const QFont &base)
{
    return scaledFont(base, 17, true);
}

QFont figureFont(const QFont &base)
{
    return scaledFont(base, 20, true);
}

QFont smallFont(const QFont &base)
{
    return scaledFont(base, 12, false);
}

} // namespace signalbox
