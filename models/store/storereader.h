// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/monitor/series.h"
#include "models/store/judgement.h"
#include "models/store/sqlconnection.h"
#include "models/store/transition.h"

namespace signalbox {

/// A stretch of one queue's past.
struct PastQuery
{
    QueueKey key;
    Instant from;
    Instant to;
    int slices = 0; ///< that it is thinned to, or Series::everyLook
};

/// Reads it from a store, with the last look before; nothing where there is no store. Up to a day, or where
/// every look is wanted, from looks as far as they are kept; else from minutes: of a minute, and of a slice,
/// up to three points are made, the lowest, the highest and the last backlog. They have no time since boot,
/// and no interval but their `until`. Blocking; any thread.
[[nodiscard]] Result<Series> readPast(const QString &path, const PastQuery &query);

/// How a queue was judged within the time, and last before it, oldest first. Blocking; any thread.
[[nodiscard]] Result<std::vector<Judgement>> readJudgements(const QString &path, const QueueKey &key,
                                                            Instant from, Instant to);

/// Of all queues within the time, in its order; not filtered by what anybody may read. Blocking; any thread.
[[nodiscard]] Result<std::vector<Transition>> readTransitions(const QString &path, Instant from, Instant to);

/// One queue's past after the other's, on one connection, each in a state of its own: whoever writes the
/// store is not kept from clearing its log for as long as all of it takes. Blocking; used on the thread that
/// opened it.
class PastReading
{
public:
    /// nullopt: there is no store.
    [[nodiscard]] static Result<std::optional<PastReading>> open(const QString &path);

    /// That it knows anything of, by key.
    [[nodiscard]] Result<std::vector<QueueKey>> queues() const;
    [[nodiscard]] Result<Series> read(const PastQuery &query) const; ///< as readPast

private:
    explicit PastReading(SqlConnection connection);

    SqlConnection m_connection;
};

} // namespace signalbox
