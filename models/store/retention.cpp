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

struct Table
{
    QString name;
    qint64 atATime = 0;
};

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

} // namespace

Done dropOld(const SqlConnection &connection, const std::vector<qint64> &series, const Retention &retention,
             qint64 now)
{
    const std::initializer_list<std::pair<QString, qint64>> before{
        {u"look"_s, minuteBegin(now - retention.looks)},
        {u"minute"_s, now - retention.minutes},
        {u"transition"_s, now - retention.minutes},
        {u"judgement"_s, now - retention.minutes}};
    for (const auto &[table, time] : before)
        if (Done dropped = dropBefore(connection, table, series, time); !dropped)
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
    for (const auto &[table, before] : {std::pair(Table{u"look"_s, looksAtATime}, &dropped.looks),
                                        {Table{u"minute"_s, minutesAtATime}, &dropped.minutes}}) {
        while (used && *used > enough) {
            const auto first = oldest(connection, table.name, series);
            if (!first)
                return tl::unexpected(first.error());
            if (!*first)
                break;
            *before = minuteBegin(**first + table.atATime);
            if (const Done done = dropBefore(connection, table.name, series, **before); !done)
                return tl::unexpected(done.error());
            used = usedBytes(connection);
        }
    }
    return used.map([&](qint64) { return dropped; });
}

} // namespace signalbox
