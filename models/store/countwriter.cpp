// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/countwriter.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

// Counts of one minute are one row: the lowest, the highest and the last.
const auto insertRunningSql =
    u"INSERT INTO running (namespace, time, begins, until, low, high, last, paused) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (namespace, time) DO UPDATE SET until = excluded.until, "
    "low = CASE WHEN excluded.low < running.low THEN excluded.low ELSE running.low END, "
    "high = CASE WHEN excluded.high > running.high THEN excluded.high ELSE running.high END, "
    "last = excluded.last, paused = excluded.paused"_s;

// What another window or an earlier run counted already isn't counted twice.
const auto insertClosedSql =
    u"INSERT INTO closed (namespace, time, span, asked, completed, failed, canceled, terminated, continued, "
    "timed_out, other, midnight, failed_today) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? "
    "WHERE NOT EXISTS (SELECT 1 FROM closed WHERE namespace = ? AND time < ? AND time > ? "
    "AND time + span > ?)"_s;

// Of a minute in which one console ended and another began recording, both.
const auto insertCallsSql = u"INSERT INTO calls (time, kind, sent, refused) VALUES (?, ?, ?, ?) "
                            "ON CONFLICT (time, kind) DO UPDATE SET sent = calls.sent + excluded.sent, "
                            "refused = calls.refused + excluded.refused"_s;

/// A number that stands still is a row of its own after so many seconds at the latest.
constexpr qint64 longestStill = 10LL * 60;
/// No answer is of a longer time (CloseWatch).
constexpr qint64 longestSpan = 60LL * 60;

} // namespace

CountWriter::CountWriter(Statements statements)
    : m_statements(std::move(statements))
{
}

Result<CountWriter> CountWriter::open(const SqlConnection &connection)
{
    auto ns = connection.prepare(u"INSERT INTO namespace (id, name) VALUES (?, ?)"_s);
    auto running = connection.prepare(insertRunningSql);
    auto longer = connection.prepare(u"UPDATE running SET until = ? WHERE namespace = ? AND time = ?"_s);
    auto closed = connection.prepare(insertClosedSql);
    auto calls = connection.prepare(insertCallsSql);
    for (const auto *statement : {&ns, &running, &longer, &closed, &calls})
        if (!*statement)
            return tl::unexpected(statement->error());
    CountWriter writer(
        {std::move(*ns), std::move(*running), std::move(*longer), std::move(*closed), std::move(*calls)});
    if (const Done loaded = writer.load(connection); !loaded)
        return tl::unexpected(loaded.error());
    return writer;
}

Done CountWriter::load(const SqlConnection &connection)
{
    Done forgotten = connection.run(
        u"DELETE FROM namespace WHERE NOT EXISTS (SELECT 1 FROM running WHERE running.namespace = "
        "namespace.id) AND NOT EXISTS (SELECT 1 FROM closed WHERE closed.namespace = namespace.id)"_s);
    if (!forgotten)
        return forgotten;
    auto known = connection.query(u"SELECT id, name FROM namespace"_s);
    if (!known)
        return tl::unexpected(known.error());
    while (known->next()) {
        m_namespaces[known->value(1).toString()].id = known->value(0).toLongLong();
        m_lastId = std::max(m_lastId, known->value(0).toLongLong());
    }
    return {};
}

Done CountWriter::write(const SqlConnection &connection, const StoreBatch &batch)
{
    const auto insertAll = [&](const auto &rows) -> Done {
        for (const auto &row : rows)
            if (Done done = insert(connection, row); !done)
                return done;
        return {};
    };
    return insertAll(batch.open).and_then([&] { return insertAll(batch.closes); }).and_then([&] {
        return insertAll(batch.calls);
    });
}

Result<CountWriter::Namespace *> CountWriter::find(const SqlConnection &connection, const QString &ns)
{
    const auto [found, isNew] = m_namespaces.try_emplace(ns);
    if (!isNew)
        return &found->second;
    found->second.id = ++m_lastId;
    if (const Done done = connection.execute(m_statements.ns, {m_lastId, ns}); !done)
        return tl::unexpected(done.error());
    return &found->second;
}

Done CountWriter::insert(const SqlConnection &connection, const OpenRow &row)
{
    const auto found = find(connection, row.ns);
    if (!found)
        return tl::unexpected(found.error());
    Namespace &ns = **found;
    const qint64 minute = minuteBegin(row.time);
    const qint64 until = row.time + row.valid;
    const bool standsStill = ns.first && ns.first->running == row.running && ns.first->paused == row.paused;
    if (standsStill && row.time >= ns.first->time && row.time <= ns.until &&
        row.time - minuteBegin(ns.first->time) < longestStill) {
        ns.until = until;
        const qint64 begin = minuteBegin(ns.first->time);
        return connection.execute(m_statements.longer, {until - begin, ns.id, begin});
    }
    ns.first = row;
    ns.until = until;
    return connection.execute(m_statements.running,
                              {ns.id, minute, row.time - minute, until - minute, row.running, row.running,
                               row.running, sqlValue(row.paused)});
}

Done CountWriter::insert(const SqlConnection &connection, const CloseRow &row)
{
    const auto ns = find(connection, row.ns);
    if (!ns)
        return tl::unexpected(ns.error());
    const qint64 id = (*ns)->id;
    StatusCounts left = row.counts;
    const auto take = [&left](ExecutionStatus status) {
        const auto found = left.extract(status);
        return found ? found.mapped() : 0;
    };
    const qint64 completed = take(ExecutionStatus::Completed);
    const qint64 failed = take(ExecutionStatus::Failed);
    const qint64 canceled = take(ExecutionStatus::Canceled);
    const qint64 terminated = take(ExecutionStatus::Terminated);
    const qint64 continued = take(ExecutionStatus::ContinuedAsNew);
    const qint64 timedOut = take(ExecutionStatus::TimedOut);
    qint64 other = 0; // that a newer server may know
    for (const auto &[status, count] : left)
        other += count;
    return connection.execute(m_statements.closed,
                              {id, row.from, row.to - row.from, row.asked - row.to, completed, failed,
                               canceled, terminated, continued, timedOut, other, row.midnight,
                               row.failedToday, id, row.to, row.from - longestSpan, row.from});
}

Done CountWriter::insert(const SqlConnection &connection, const CallRow &row)
{
    return connection.execute(m_statements.calls,
                              {row.minute, static_cast<int>(row.kind), row.sent, row.refused});
}

} // namespace signalbox
