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
/// `namespace`: a number for each namespace that was ever counted. `running`: the counts of its open
/// executions within the minute that begins at `time`: the first one `begins` seconds into it, the last one
/// spoke until `until`; the lowest, highest and last number of running ones, and of paused ones the last. As
/// long as these stand still a row goes on, for ten minutes at most.
/// `closed`: how many of its executions ended, by status, from `time` on for `span` seconds, as it was asked
/// `asked` seconds after these, and how many had failed since `midnight`. `calls`: what the console that
/// recorded sent in the minute from `time` on and what of it was refused, by CallKind; a minute of which
/// there is no row wasn't recorded. These four are missing in what an older program made.
/// `message`: what a receiver is to be told elsewhere, in the order of its decision at `time` (Message);
/// `told` is 1 where it was and its end is still to come. What is over has no row. An older program's store
/// has no such table, and a black box neither.
/// `mark`: what people said of alerts, by Mark's numbers, in the order of `id`; its times are in
/// milliseconds. Whoever is told writes it, not only who records; an older program makes none.
/// `version`: what the tasks of a queue went to became something else at `time`, by the series of its
/// workflow tasks: the current version, the ramping one and its share in hundredths of a percent, before and
/// from then on; empty: none. An older program makes none.
///
/// What is not understood by PostgreSQL as well stands in schema.cpp, excerpt.cpp and SqlConnection.
namespace signalbox::schema {

inline constexpr int version = 1;

/// Makes what is missing, for the connection that writes. Unsupported: a newer program made it, or the file
/// system has no room for WAL's shared memory.
[[nodiscard]] Done prepare(const SqlConnection &connection);
/// Makes one file of what was written, to be read where nobody may write beside it.
[[nodiscard]] Done closeForReading(const SqlConnection &connection);
enum class Part { Main, Attached };
/// Whether the tables of what was counted are there. `Attached` is a database that was attached as "past".
[[nodiscard]] Result<bool> hasCounts(const SqlConnection &connection, Part part = Part::Main);
[[nodiscard]] Result<bool> hasMessages(const SqlConnection &connection);
/// Whether the table of what people said is.
[[nodiscard]] Result<bool> hasMarks(const SqlConnection &connection, Part part = Part::Main);
/// Whether the table of which versions tasks went to is.
[[nodiscard]] Result<bool> hasVersions(const SqlConnection &connection, Part part = Part::Main);
/// For one that reads: whether it is a version that this program knows.
[[nodiscard]] Done check(const SqlConnection &connection);

} // namespace signalbox::schema
