// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/retention.h"

#include "models/store/lookrow.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Dropped at a time, in seconds.
constexpr qint64 looksAtATime = 15LL * 60;
constexpr qint64 minutesAtATime = 6LL * 60 * 60;
/// Of the bytes allowed: so that not every commit has to make room.
constexpr double roomMade = 0.02;

Result<qint64> usedBytes(const SqlConnection &connection)
{
    qint64 pages = 0;
    for (const auto &[pragma, sign] :
         {std::pair(u"PRAGMA page_count"_s, 1), {u"PRAGMA freelist_count"_s, -1}}) {
        const auto count = connection.value(pragma);
        if (!count)
            return tl::unexpected(count.error());
        pages += sign * count->toLongLong();
    }
    return connection.value(u"PRAGMA page_size"_s).map([pages](const QVariant &size) {
        return pages * size.toLongLong();
    });
}

/// Series by series: each has its rows in a row, and there is no index by time.
Done dropBefore(const SqlConnection &connection, const QString &table, const std::vector<qint64> &series,
                qint64 time)
{
    auto drop = connection.prepare(u"DELETE FROM %1 WHERE series = ? AND time < ?"_s.arg(table));
    if (!drop)
        return tl::unexpected(drop.error());
    for (const qint64 id : series)
        if (Done dropped = connection.execute(*drop, {id, time}); !dropped)
            return dropped;
    return {};
}

/// Likewise namespace by namespace, which are few.
Done dropCountsBefore(const SqlConnection &connection, qint64 time)
{
    for (const QString &table : {u"running"_s, u"closed"_s}) {
        Done dropped = connection.run(
            u"DELETE FROM %1 WHERE namespace IN (SELECT id FROM namespace) AND time < ?"_s.arg(table),
            {time});
        if (!dropped)
            return dropped;
    }
    return connection.run(u"DELETE FROM calls WHERE time < ?"_s, {time});
}

/// Of judgements that said the same in other words no more is kept than of looks.
Done dropWords(const SqlConnection &connection, const std::vector<qint64> &series, qint64 time)
{
    auto drop = connection.prepare(u"DELETE FROM judgement WHERE series = ? AND time < ? AND begins = 0"_s);
    if (!drop)
        return tl::unexpected(drop.error());
    for (const qint64 id : series)
        if (Done dropped = connection.execute(*drop, {id, time}); !dropped)
            return dropped;
    return {};
}

/// A snooze that lasts is kept, however long ago somebody asked for it. Its table's times are milliseconds.
Done dropMarksBefore(const SqlConnection &connection, qint64 time)
{
    return connection.run(u"DELETE FROM mark WHERE time < ? AND (until IS NULL OR until < ?)"_s,
                          {time * 1000, time * 1000});
}

Result<std::optional<qint64>> oldest(const SqlConnection &connection, const QString &table,
                                     const std::vector<qint64> &series)
{
    auto query = connection.prepare(u"SELECT min(time) FROM %1 WHERE series = ?"_s.arg(table));
    if (!query)
        return tl::unexpected(query.error());
    std::optional<qint64> first;
    for (const qint64 id : series) {
        if (const Done done = connection.execute(*query, {id}); !done)
            return tl::unexpected(done.error());
        if (query->next() && !query->isNull(0))
            first = std::min(first.value_or(query->value(0).toLongLong()), query->value(0).toLongLong());
        query->finish();
    }
    return first;
}

/// Of all minutes: of queues, of namespaces and of calls.
Result<std::optional<qint64>> oldestMinute(const SqlConnection &connection, const std::vector<qint64> &series)
{
    auto first = oldest(connection, u"minute"_s, series);
    for (const QString &sql :
         {u"SELECT min(first) FROM (SELECT (SELECT min(time) FROM running WHERE namespace = id) AS first "
          "FROM namespace) AS each"_s,
          u"SELECT min(first) FROM (SELECT (SELECT min(time) FROM closed WHERE namespace = id) AS first "
          "FROM namespace) AS each"_s,
          u"SELECT min(time) FROM calls"_s}) {
        const auto found = connection.value(sql);
        if (!first || !found)
            return tl::unexpected(!first ? first.error() : found.error());
        if (!found->isNull())
            first = std::min(first->value_or(found->toLongLong()), found->toLongLong());
    }
    return first;
}

} // namespace

Done dropOld(const SqlConnection &connection, const std::vector<qint64> &series, const Retention &retention,
             qint64 now)
{
    const std::initializer_list<std::pair<QString, qint64>> before{
        {u"look"_s, minuteBegin(now - retention.looks)},
        {u"minute"_s, now - retention.minutes},
        {u"transition"_s, now - retention.minutes},
        {u"judgement"_s, now - retention.minutes},
        {u"version"_s, now - retention.minutes}};
    for (const auto &[table, time] : before)
        if (Done dropped = dropBefore(connection, table, series, time); !dropped)
            return dropped;
    if (Done dropped = dropCountsBefore(connection, minuteBegin(now - retention.minutes)); !dropped)
        return dropped;
    if (Done dropped = dropMarksBefore(connection, now - retention.minutes); !dropped)
        return dropped;
    return dropWords(connection, series, minuteBegin(now - retention.looks));
}

Result<Dropped> makeRoom(const SqlConnection &connection, const std::vector<qint64> &series,
                         const Retention &retention)
{
    Dropped dropped;
    auto used = usedBytes(connection);
    if (!used || *used <= retention.bytes)
        return used.map([&](qint64) { return dropped; });
    const auto enough = static_cast<qint64>(static_cast<double>(retention.bytes) * (1 - roomMade));
    while (used && *used > enough) {
        const auto first = oldest(connection, u"look"_s, series);
        if (!first)
            return tl::unexpected(first.error());
        if (!*first)
            break;
        dropped.looks = minuteBegin(**first + looksAtATime);
        if (const Done done = dropBefore(connection, u"look"_s, series, *dropped.looks); !done)
            return tl::unexpected(done.error());
        used = usedBytes(connection);
    }
    while (used && *used > enough) {
        const auto first = oldestMinute(connection, series);
        if (!first)
            return tl::unexpected(first.error());
        if (!*first)
            break;
        dropped.minutes = minuteBegin(**first + minutesAtATime);
        const Done done = dropBefore(connection, u"minute"_s, series, *dropped.minutes).and_then([&] {
            return dropCountsBefore(connection, *dropped.minutes);
        });
        if (!done)
            return tl::unexpected(done.error());
        used = usedBytes(connection);
    }
    return used.map([&](qint64) { return dropped; });
}

} // namespace signalbox
