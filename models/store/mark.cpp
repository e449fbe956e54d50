// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/mark.h"

#include "models/store/reading.h"
#include "models/store/storefile.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

qint64 exactTime(Instant time)
{
    return time.time_since_epoch().count();
}

Instant instantOf(qint64 exactTime)
{
    return Instant(Milliseconds(exactTime));
}

std::optional<Instant> instantAt(const QSqlQuery &row, int column)
{
    const auto time = knownAt(row, column);
    return time ? std::optional(instantOf(*time)) : std::nullopt;
}

QVariant timeOrNull(const std::optional<Instant> &time)
{
    return sqlValue(time ? std::optional(exactTime(*time)) : std::nullopt);
}

// That it has ended is known of what was recorded, by whichever console.
const auto marksSql =
    u"SELECT m.kind, m.rule, m.namespace, m.queue, m.type, m.since, m.time, m.until, m.person, m.words, "
    "CASE WHEN EXISTS (SELECT 1 FROM series AS s JOIN transition AS t ON t.series = s.id "
    "WHERE s.namespace = m.namespace AND s.queue = m.queue AND s.type = m.type AND t.rule = m.rule "
    "AND t.state = 0 AND t.time > m.time / 1000) THEN 1 ELSE 0 END "
    "FROM mark AS m WHERE m.time >= ? AND m.time <= ? ORDER BY m.id DESC LIMIT ?"_s;

Result<std::vector<Mark>> marksIn(const SqlConnection &connection, Instant from, Instant to)
{
    const auto kept = schema::hasMarks(connection);
    if (!kept || !*kept)
        return kept.map([](bool) { return std::vector<Mark>(); });
    auto rows = connection.query(marksSql, {exactTime(from), exactTime(to), mostMarks});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Mark> marks;
    while (rows->next())
        marks.push_back({static_cast<Mark::Kind>(rows->value(0).toInt()),
                         {rows->value(1).toString(),
                          {rows->value(2).toString(), rows->value(3).toString()},
                          static_cast<TaskType>(rows->value(4).toInt())},
                         instantAt(*rows, 5),
                         instantOf(rows->value(6).toLongLong()),
                         instantAt(*rows, 7),
                         rows->value(8).toString(),
                         rows->value(9).toString(),
                         rows->value(10).toInt() != 0});
    std::reverse(marks.begin(), marks.end());
    return marks;
}

} // namespace

Result<std::vector<Mark>> readMarks(const QString &path, Instant from, Instant to)
{
    return readWith<std::vector<Mark>>(
        path, [from, to](const SqlConnection &connection) { return marksIn(connection, from, to); });
}

Done writeMark(const QString &path, const Mark &mark)
{
    if (Done made = storefile::makePrivate(path); !made)
        return made;
    const auto connection = SqlConnection::open(path, SqlConnection::Access::Write);
    if (!connection)
        return tl::unexpected(connection.error());
    return schema::prepare(*connection).and_then([&] {
        return connection->run(
            u"INSERT INTO mark (kind, rule, namespace, queue, type, since, time, until, person, words) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {static_cast<int>(mark.kind), inFull(mark.alert.rule), inFull(mark.alert.key.ns),
             inFull(mark.alert.key.queue), static_cast<int>(mark.alert.type), timeOrNull(mark.since),
             exactTime(mark.time), timeOrNull(mark.until), inFull(mark.person), inFull(mark.words)});
    });
}

} // namespace signalbox
