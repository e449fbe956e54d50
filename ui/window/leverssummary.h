// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

class Desk;
class TokenService;
struct Profile;

/// Whether levers may be pulled, as the frame says it at the top and at the bottom.
struct LeversSummary
{
    QString text; ///< "levers locked"
    QString why;  ///< a sentence
};

[[nodiscard]] LeversSummary leversSummary(const Desk &desk, const TokenService &tokens,
                                          const Profile &profile);

} // namespace signalbox
