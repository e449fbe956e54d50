// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/observed.h"

namespace signalbox {

/// How long until a backlog is gone at given rates.
struct Drain
{
    enum Kind { Unknown, Nothing, Takes, Stays, Grows } kind = Unknown;
    Milliseconds time{0};

    bool operator==(const Drain &) const = default;
};
/// Rates in tasks a second. Both zero means unknown: the server starts so when it loads a queue.
[[nodiscard]] Drain timeToDrain(std::optional<qint64> backlog, std::optional<double> addRate,
                                std::optional<double> dispatchRate);

/// Where one type's backlog goes, by the server's rates and by what was seen of it.
struct Flow
{
    enum class Way {
        TooEarly, ///< neither is there yet, or they disagree
        Drains,
        Level, ///< as much comes as goes
        Grows,
        Still, ///< nothing comes and nothing goes
    };

    Way way = Way::TooEarly;
    Milliseconds left{0};                ///< where it drains
    std::optional<Milliseconds> seenFor; ///< how far back the looks go that show it
    std::optional<qint64> change;        ///< of the backlog in that time

    bool operator==(const Flow &) const = default;
};
[[nodiscard]] Flow flowOf(const Observed &seen, TaskType type);

} // namespace signalbox
