// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

/// The few fonts of the look, each made from the one it is asked for: sizes follow the system's font.
namespace signalbox {

[[nodiscard]] QFont applicationFont();              ///< the system's sans, 13 px at least
[[nodiscard]] QFont monospaced(const QFont &base);  ///< the system's, for ids
[[nodiscard]] QFont tabular(const QFont &base);     ///< base, if its digits share one width; else monospaced
[[nodiscard]] QFont strong(const QFont &base);      ///< bold
[[nodiscard]] QFont headingFont(const QFont &base); ///< 17 to 13
[[nodiscard]] QFont figureFont(const QFont &base);  ///< 20 to 13
[[nodiscard]] QFont smallFont(const QFont &base);   ///< 12 to 13: chart axes, the rail's words

} // namespace signalbox
