// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storewriter.h"

#include "models/store/schema.h"
#include "models/store/storefile.h"

#include <tuple>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Seconds between two looks for what is too old: an hour more or less of a month matters to nobody.
constexpr qint64 sweepEvery = 60LL * 60;

// Looks of one second are one: the last.
const auto insertLookSql =
    u"INSERT INTO look (series, time, valid, gap, backlog, age, added, dispatched, pollers) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (series, time) DO UPDATE SET valid = excluded.valid, "
    "gap = excluded.gap, backlog = excluded.backlog, age = excluded.age, added = excluded.added, "
    "dispatched = excluded.dispatched, pollers = excluded.pollers"_s;
const auto insertMinuteSql =
    u"INSERT INTO minute (series, time, span, valid, gap, low, high, last, age, added, dispatched, pollers) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (series, time) DO UPDATE SET "
    "span = excluded.span, valid = excluded.valid, gap = excluded.gap, low = excluded.low, "
    "high = excluded.high, last = excluded.last, age = excluded.age, added = excluded.added, "
    "dispatched = excluded.dispatched, pollers = excluded.pollers"_s;

// Of a rule's changes within one second the last one counts.
const auto insertTransitionSql =
    u"INSERT INTO transition (series, time, rule, state, value) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (series, time, rule) DO UPDATE SET state = excluded.state, value = excluded.value"_s;

// Of a queue's judgements within one second likewise; what began in it began.
const auto insertJudgementSql =
    u"INSERT INTO judgement (series, time, signal, begins, since, cause, sentence) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (series, time) DO UPDATE SET signal = excluded.signal, "
    "begins = CASE WHEN judgement.begins = 1 THEN 1 ELSE excluded.begins END, since = excluded.since, cause "
    "= excluded.cause, "
    "sentence = excluded.sentence"_s;

} // namespace

StoreWriter::StoreWriter(SqlConnection connection, Statements statements, CountWriter counts,
                         MessageWriter messages, const Retention &retention)
    : m_connection(std::move(connection))
    , m_statements(std::move(statements))
    , m_counts(std::move(counts))
    , m_messages(std::move(messages))
    , m_retention(retention)
{
}

Result<StoreWriter> StoreWriter::open(const QString &path, const Retention &retention)
{
    if (const Done made = storefile::makePrivate(path); !made)
        return tl::unexpected(made.error());
    auto connection = SqlConnection::open(path, SqlConnection::Access::Write);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const Done prepared = schema::prepare(*connection); !prepared)
        return tl::unexpected(prepared.error());
    auto series =
        connection->prepare(u"INSERT INTO series (id, namespace, queue, type) VALUES (?, ?, ?, ?)"_s);
    auto look = connection->prepare(insertLookSql);
    auto minute = connection->prepare(insertMinuteSql);
    auto transition = connection->prepare(insertTransitionSql);
    auto judgement = connection->prepare(insertJudgementSql);
    for (const auto *statement : {&series, &look, &minute, &transition, &judgement})
        if (!*statement)
            return tl::unexpected(statement->error());
    auto counts = CountWriter::open(*connection);
    if (!counts)
        return tl::unexpected(counts.error());
    auto messages = MessageWriter::open(*connection);
    if (!messages)
        return tl::unexpected(messages.error());
    StoreWriter writer(std::move(*connection),
                       {std::move(*series), std::move(*look), std::move(*minute), std::move(*transition),
                        std::move(*judgement)},
                       std::move(*counts), std::move(*messages), retention);
    const Done loaded = writer.inTransaction([&writer] { return writer.loadSeries(); });
    if (!loaded)
        return tl::unexpected(loaded.error());
    return writer;
}

template <class Work>
Done StoreWriter::inTransaction(Work work)
{
    if (Done begun = m_connection.run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    Done done = work();
    if (done)
        done = m_connection.run(u"COMMIT"_s);
    if (!done) // a full disk has rolled it back already, and then this fails: what counts is the first reason
        std::ignore = m_connection.run(u"ROLLBACK"_s);
    return done;
}

Done StoreWriter::loadSeries()
{
    Done forgotten = m_connection.run(
        u"DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM look WHERE look.series = series.id) "
        "AND NOT EXISTS (SELECT 1 FROM minute WHERE minute.series = series.id) "
        "AND NOT EXISTS (SELECT 1 FROM transition WHERE transition.series = series.id) "
        "AND NOT EXISTS (SELECT 1 FROM judgement WHERE judgement.series = series.id) "
        "AND NOT EXISTS (SELECT 1 FROM version WHERE version.series = series.id)"_s);
    if (!forgotten)
        return forgotten;
    auto known = m_connection.query(u"SELECT id, namespace, queue, type FROM series"_s);
    if (!known)
        return tl::unexpected(known.error());
    while (known->next()) {
        const auto type = static_cast<TaskType>(known->value(3).toInt());
        const QueueKey key{known->value(1).toString(), known->value(2).toString()};
        m_series[{key, type}].id = known->value(0).toLongLong();
        m_lastId = std::max(m_lastId, known->value(0).toLongLong());
    }
    for (auto &[key, series] : m_series)
        if (Done resumed = resume(series); !resumed)
            return resumed;
    return {};
}

Done StoreWriter::resume(Series &series)
{
    auto last = m_connection.query(
        u"SELECT time + span, valid FROM minute WHERE series = ? ORDER BY time DESC LIMIT 1"_s, {series.id});
    if (!last)
        return tl::unexpected(last.error());
    qint64 rolledUp = -1;
    if (last->next()) {
        rolledUp = last->value(0).toLongLong();
        series.tail.follow(rolledUp + last->value(1).toLongLong());
    }
    auto looks =
        m_connection.query(u"SELECT time, valid, gap, backlog, age, added, dispatched, pollers FROM look "
                           "WHERE series = ? AND time > ? ORDER BY time"_s,
                           {series.id, rolledUp});
    if (!looks)
        return tl::unexpected(looks.error());
    while (looks->next()) {
        const auto at = [&looks](int column) { return knownAt(*looks, column); };
        const StoredLook look{*at(0), *at(1), *at(2), at(3), {at(4), at(5), at(6), at(7)}};
        if (Done done = insertMinute(series, series.tail.resume(look)); !done)
            return done;
    }
    return {};
}

Done StoreWriter::write(const StoreBatch &batch, qint64 now)
{
    return inTransaction([&] {
        return insertLooks(batch.looks, now)
            .and_then([&] { return insertTransitions(batch.transitions); })
            .and_then([&] { return insertJudgements(batch.judgements); })
            .and_then([&] { return insertVersions(batch.versions); })
            .and_then([&] { return m_counts.write(m_connection, batch); })
            .and_then([&] { return m_messages.write(m_connection, batch.messages); })
            .and_then([&] { return keepWithin(now); });
    });
}

Done StoreWriter::insertTransitions(const std::vector<Transition> &transitions)
{
    for (const Transition &transition : transitions) {
        const auto series = seriesOf(transition.key, transition.type);
        if (!series)
            return tl::unexpected(series.error());
        Done done = m_connection.execute(m_statements.transition,
                                         {(*series)->id, storedTime(transition.time), transition.rule,
                                          static_cast<int>(transition.state), sqlValue(transition.value)});
        if (!done)
            return done;
    }
    return {};
}

Done StoreWriter::insertJudgements(const std::vector<Judgement> &judgements)
{
    for (const Judgement &judgement : judgements) {
        const auto series = seriesOf(judgement.key, TaskType::Workflow);
        if (!series)
            return tl::unexpected(series.error());
        const auto since = judgement.since ? std::optional(storedTime(*judgement.since)) : std::nullopt;
        Done done = m_connection.execute(
            m_statements.judgement, {(*series)->id, storedTime(judgement.time),
                                     static_cast<int>(judgement.signal), static_cast<int>(judgement.isNews),
                                     sqlValue(since), inFull(judgement.cause), inFull(judgement.sentence)});
        if (!done)
            return done;
    }
    return {};
}

Done StoreWriter::insertVersions(const std::vector<VersionRow> &rows)
{
    for (const VersionRow &row : rows) {
        const auto series = seriesOf(row.key, TaskType::Workflow);
        if (!series)
            return tl::unexpected(series.error());
        if (Done done = insertVersion(m_connection, (*series)->id, row); !done)
            return done;
    }
    return {};
}

Done StoreWriter::insertLooks(const std::vector<LookRow> &rows, qint64 now)
{
    for (const LookRow &row : rows) {
        const auto series = seriesOf(row.key, row.type);
        if (!series)
            return tl::unexpected(series.error());
        StoredLook look = row.look;
        const auto minute = (*series)->tail.take(look, row.bootedAt);
        if (Done done = insertMinute(**series, minute); !done)
            return done;
        if (Done done = insertLook(**series, look); !done)
            return done;
    }
    for (auto &[key, series] : m_series)
        if (Done done = insertMinute(series, series.tail.endMinute(now)); !done)
            return done;
    return {};
}

Result<StoreWriter::Series *> StoreWriter::seriesOf(const QueueKey &key, TaskType type)
{
    const auto [found, isNew] = m_series.try_emplace({key, type});
    Series &series = found->second;
    if (!isNew)
        return &series;
    series.id = ++m_lastId;
    const Done done = m_connection.execute(
        m_statements.series, {series.id, inFull(key.ns), inFull(key.queue), static_cast<int>(type)});
    if (!done)
        return tl::unexpected(done.error());
    return &series;
}

Done StoreWriter::insertLook(const Series &series, const StoredLook &look)
{
    const StoredFigures &figures = look.figures;
    return m_connection.execute(m_statements.look,
                                {series.id, look.time, look.valid, look.gap, sqlValue(look.backlog),
                                 sqlValue(figures.age), sqlValue(figures.added), sqlValue(figures.dispatched),
                                 sqlValue(figures.pollers)});
}

Done StoreWriter::insertMinute(const Series &series, const std::optional<MinuteRow> &minute)
{
    if (!minute)
        return {};
    const StoredFigures &figures = minute->figures;
    return m_connection.execute(m_statements.minute,
                                {series.id, minute->time, minute->span, minute->valid, minute->gap,
                                 sqlValue(minute->low), sqlValue(minute->high), sqlValue(minute->last),
                                 sqlValue(figures.age), sqlValue(figures.added), sqlValue(figures.dispatched),
                                 sqlValue(figures.pollers)});
}

Done StoreWriter::keepWithin(qint64 now)
{
    if (now - m_swept >= sweepEvery || now < m_swept) {
        if (Done dropped = dropOld(m_connection, ids(), m_retention, now); !dropped)
            return dropped;
        m_swept = now;
    }
    return makeRoom(m_connection, ids(), m_retention).map([this](const Dropped &dropped) {
        if (dropped.looks)
            m_dropped.looks = dropped.looks;
        if (dropped.minutes)
            m_dropped.minutes = dropped.minutes;
    });
}

std::vector<qint64> StoreWriter::ids() const
{
    std::vector<qint64> ids;
    ids.reserve(m_series.size());
    for (const auto &[key, series] : m_series)
        ids.push_back(series.id);
    return ids;
}

} // namespace signalbox
