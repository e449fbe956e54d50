// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

#include <QColor>
#include <QPalette>

namespace signalbox {

/// The colours of the look, light and dark. Pure values.
struct Tokens
{
    QColor window, surface, alternate;
    QColor line, text, secondary;
    QColor accent, accentGround, selection;
    QColor danger, onDanger, dangerText;
    QColor caution, onCaution;
    QColor clear;
    QColor workflowSeries, activitySeries;
    QColor production, staging, development, onFrame;
    QColor past, onPast; ///< what is no more

    [[nodiscard]] const QColor &frame(Environment environment) const;
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();
/// Light or dark by the lightness of the palette's Base: widgets ask with their own palette().
[[nodiscard]] const Tokens &tokensFor(const QPalette &palette);
[[nodiscard]] QPalette paletteOf(const Tokens &tokens);

/// Spacing and sizes in pixels at 100 %, scaled with the font height (13 px text).
namespace metrics {
inline constexpr int baseFontPixels = 13;
[[nodiscard]] int scaled(int pixels, const QFontMetrics &font);
inline constexpr int row = 30, groupRow = 32, header = 28, band = 36, statusBar = 26, rail = 68;
} // namespace metrics

} // namespace signalbox
