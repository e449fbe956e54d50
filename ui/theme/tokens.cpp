// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <QFontMetrics>

namespace signalbox {

namespace {

Tokens makeLightTokens()
{
    Tokens t;
    t.window = QColor(0xF4F6F8);
    t.surface = QColor(0xFFFFFF);
    t.alternate = QColor(0xF9FAFB);
    t.line = QColor(0xDCE1E7);
    t.text = QColor(0x1A222C);
    t.secondary = QColor(0x5A6675);
    t.accent = QColor(0x1D5FBF);
    t.accentGround = QColor(0xE6EFFB);
    t.selection = QColor(0xDCE9FB);
    t.danger = QColor(0xB3261E);
    t.onDanger = QColor(0xFFFFFF);
    t.dangerText = QColor(0xB3261E);
    t.caution = QColor(0xFFC533);
    t.onCaution = QColor(0x1A1A1A);
    t.clear = QColor(0x256B37);
    t.workflowSeries = QColor(0x0B62A8);
    t.activitySeries = QColor(0x9A4B00);
    t.production = QColor(0x7B1FA2);
    t.staging = QColor(0x00695C);
    t.development = QColor(0x546E7A);
    t.onFrame = QColor(0xFFFFFF);
    t.past = QColor(0x6D4C41);
    t.onPast = QColor(0xFFFFFF);
    return t;
}

Tokens makeDarkTokens()
{
    Tokens t = makeLightTokens();
    t.window = QColor(0x12161B);
    t.surface = QColor(0x191F26);
    t.alternate = QColor(0x1D242C);
    t.line = QColor(0x2D3742);
    t.text = QColor(0xE7ECF2);
    t.secondary = QColor(0x9AA7B5);
    t.accent = QColor(0x7DB0FF);
    t.accentGround = QColor(0x21324A);
    t.selection = QColor(0x26384F);
    t.danger = QColor(0xCF2F2F);
    t.dangerText = QColor(0xFF8A80);
    t.clear = QColor(0x63C07A);
    t.workflowSeries = QColor(0x67B7F5);
    t.activitySeries = QColor(0xF2A65A);
    t.production = QColor(0x9C4DCC);
    t.staging = QColor(0x00796B);
    t.development = QColor(0x5F7785);
    t.past = QColor(0x795548);
    return t;
}

} // namespace

const QColor &Tokens::frame(Environment environment) const
{
    switch (environment) {
    case Environment::Development:
        return development;
    case Environment::Staging:
        return staging;
    case Environment::Production:
        break;
    }
    return production;
}

const Tokens &lightTokens()
{
    static const Tokens tokens = makeLightTokens();
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = makeDarkTokens();
    return tokens;
}

const Tokens &tokensFor(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128 ? darkTokens() : lightTokens();
}

QPalette paletteOf(const Tokens &t)
{
    QPalette palette(t.surface, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.alternate);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::PlaceholderText, t.secondary);
    palette.setColor(QPalette::BrightText, t.dangerText);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Mid, t.line);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, t.secondary);
    return palette;
}

namespace metrics {

int scaled(int pixels, const QFontMetrics &font)
{
    // Noto Sans at 13 px, the measure of the look, is 18 px high.
    constexpr double baseHeight = 18.0;
    return qRound(pixels * font.height() / baseHeight);
}

} // namespace metrics

} // namespace signalbox
