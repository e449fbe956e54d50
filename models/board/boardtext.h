// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardcells.h"

/// The words of the board: pure functions, made for people.
namespace signalbox::boardtext {

[[nodiscard]] QString header(BoardModel::Column column);
[[nodiscard]] QString text(const QueueFacts &facts, BoardModel::Column column);
[[nodiscard]] QString text(const NamespaceFacts &facts, BoardModel::Column column);
[[nodiscard]] QString text(const FoldFacts &facts, BoardModel::Column column);
[[nodiscard]] QString text(const GroupFacts &facts, BoardModel::Column column);
/// For who does not see the row: with what is painted beside a name and what a grey chip means.
[[nodiscard]] QString spoken(const QueueFacts &facts, BoardModel::Column column);
[[nodiscard]] QString spoken(const NamespaceFacts &facts, BoardModel::Column column);
[[nodiscard]] QString spoken(const FoldFacts &facts, BoardModel::Column column);
[[nodiscard]] QString spoken(const GroupFacts &facts, BoardModel::Column column);
/// How long the oldest task waits, everywhere in the same words: "9 m 59 s", "41 min", "2 h 04 m" or "–".
[[nodiscard]] QString oldest(const QueueSample &sample);
/// The age of a task wherever it is shown.
[[nodiscard]] QString taskAge(std::optional<Milliseconds> waiting);
[[nodiscard]] QString toolTip(const QueueFacts &facts, const Verdict &verdict);
[[nodiscard]] QString toolTip(const NamespaceFacts &facts);
[[nodiscard]] QString toolTip(const FoldFacts &facts);
[[nodiscard]] QString toolTip(const GroupFacts &facts);
[[nodiscard]] QString detail(const NamespaceFacts &facts); ///< "retention 30 d · registered"
[[nodiscard]] QString detail(const QueueFacts &facts);     ///< "by hand" or nothing
[[nodiscard]] QString detail(const GroupFacts &facts);     ///< "4 queues"
[[nodiscard]] QString drain(const QueueSample &sample);    ///< "4 m 10 s", "never", "grows" or "–"
[[nodiscard]] QString spoken(const QList<double> &sparkline);

} // namespace signalbox::boardtext
