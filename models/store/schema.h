// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/sqlconnection.h"

/// The store's tables.
///
/// `schema`: one row, the version.
/// `series`: a number for each task type of each queue that was ever looked at.
/// `look`: what one look saw of a series. `time` is in seconds since 1970, UTC; `valid` says for how many
/// seconds it was promised to speak; `gap` how many before it nothing is known of, though the look before may
/// have promised more (a clock was set). `backlog` in tasks, `age` of the oldest one in seconds, `added` and
/// `dispatched` in tasks per 100 s, `pollers` those alive. NULL: unknown. A look that isn't there wasn't
/// made. `minute`: the same of the looks of a series within one minute, with no gap in between: the first at
/// `time`, the last `span` seconds later; the lowest, highest and last backlog, the highest age, mean rates
/// and the fewest pollers.
/// `judgement`: what a queue shows since `time`, by the series of its workflow tasks: the signal, the code
/// and the sentence of its cause, since when its worst rule stands so; `begins` is 1 where signal or cause
/// are others than before, 0 where the sentence alone is. `transition`: that a rule, by its id, stands
/// otherwise with a series (AlertState) since `time`, judged by `value`.
///
/// What is not understood by PostgreSQL as well stands in schema.cpp, excerpt.cpp and SqlConnection.
namespace signalbox::schema {

inline constexpr int version = 1;

/// Makes what is missing, for the connection that writes. Unsupported: a newer program made it, or the file
/// system has no room for WAL's shared memory.
[[nodiscard]] Done prepare(const SqlConnection &connection);
/// Makes one file of what was written, to be read where nobody may write beside it.
[[nodiscard]] Done closeForReading(const SqlConnection &connection);
/// For one that reads: whether it is a version that this program knows.
[[nodiscard]] Done check(const SqlConnection &connection);

} // namespace signalbox::schema
