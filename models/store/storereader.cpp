// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storereader.h"

#include "models/store/reading.h"
#include "models/store/slices.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Longer ones are read from minutes.
constexpr qint64 longestByLooks = std::chrono::seconds(24h).count();

/// One queue's rows in one store.
class Reader
{
public:
    Reader(const SqlConnection &connection, const PastQuery &query)
        : m_connection(connection)
        , m_query(query)
        , m_from(storedTime(query.from))
        , m_to(storedTime(query.to) + 1)
    {
    }

    Result<Series> read();

private:
    struct Ids
    {
        std::optional<qint64> workflow;
        std::optional<qint64> activity;
    };

    [[nodiscard]] Result<std::optional<qint64>> number(const QString &sql,
                                                       std::initializer_list<QVariant> values) const;
    [[nodiscard]] Result<std::optional<qint64>> idOf(TaskType type) const;
    [[nodiscard]] Result<qint64> looksFrom(qint64 workflow) const;
    [[nodiscard]] Result<qint64> begin(qint64 workflow, qint64 looks) const;
    [[nodiscard]] Result<std::vector<SlicePair>> slices(const Ids &ids, const SliceTable &table, qint64 from,
                                                        qint64 to) const;

    const SqlConnection &m_connection;
    const PastQuery &m_query;
    const qint64 m_from;
    const qint64 m_to;
};

Result<std::optional<qint64>> Reader::number(const QString &sql, std::initializer_list<QVariant> values) const
{
    return m_connection.value(sql, values).map([](const QVariant &value) {
        return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
    });
}

Result<std::optional<qint64>> Reader::idOf(TaskType type) const
{
    return number(u"SELECT id FROM series WHERE namespace = ? AND queue = ? AND type = ?"_s,
                  {m_query.key.ns, m_query.key.queue, static_cast<int>(type)});
}

/// From when on looks are read; before, minutes. The beginning of a minute: looks are dropped by whole
/// minutes.
Result<qint64> Reader::looksFrom(qint64 workflow) const
{
    const auto firstLook = number(u"SELECT min(time) FROM look WHERE series = ?"_s, {workflow});
    if (!firstLook)
        return tl::unexpected(firstLook.error());
    if (!*firstLook)
        return m_to;
    const qint64 kept = minuteBegin(**firstLook);
    if (m_query.slices == Series::everyLook || m_to - m_from <= longestByLooks + secondsAMinute)
        return kept;
    return number(u"SELECT max(time) FROM minute WHERE series = ?"_s, {workflow})
        .map([kept](std::optional<qint64> newest) {
            return newest ? std::max(kept, minuteBegin(*newest)) : kept;
        });
}

/// The time of the row that speaks when the query begins, or the query's own beginning.
Result<qint64> Reader::begin(qint64 workflow, qint64 looks) const
{
    const QString table = m_from > looks ? u"look"_s : u"minute"_s;
    return number(u"SELECT max(time) FROM %1 WHERE series = ? AND time < ?"_s.arg(table), {workflow, m_from})
        .map([this](std::optional<qint64> before) { return before.value_or(m_from); });
}

Result<std::vector<SlicePair>> Reader::slices(const Ids &ids, const SliceTable &table, qint64 from,
                                              qint64 to) const
{
    const qint64 wanted = (m_to - m_from) / m_query.slices;
    const qint64 whole = (wanted + table.unit - 1) / table.unit * table.unit;
    const SliceGrid grid{from, to, std::max(whole, table.unit)};
    auto workflow = readSlices(m_connection, table, *ids.workflow, grid);
    if (!workflow || !ids.activity)
        return workflow.map([](const std::vector<Slice> &slices) { return paired(slices, {}); });
    return readSlices(m_connection, table, *ids.activity, grid).map([&](const std::vector<Slice> &activity) {
        return paired(*workflow, activity);
    });
}

Result<Series> Reader::read()
{
    Ids ids;
    for (const auto &[type, id] :
         {std::pair(TaskType::Workflow, &ids.workflow), {TaskType::Activity, &ids.activity}}) {
        const auto found = idOf(type);
        if (!found)
            return tl::unexpected(found.error());
        *id = *found;
    }
    if (!ids.workflow)
        return Series();
    const auto looks = looksFrom(*ids.workflow);
    const auto first = looks.and_then([&](qint64 from) { return begin(*ids.workflow, from); });
    if (!first)
        return tl::unexpected(first.error());
    const qint64 split = std::clamp(*looks, minuteBegin(*first), m_to);
    auto old = slices(ids, minuteTable, minuteBegin(*first), split);
    if (!old)
        return tl::unexpected(old.error());
    return slices(ids, lookTable, std::max(split, *first), m_to)
        .map([&](const std::vector<SlicePair> &fresh) {
            old->insert(old->end(), fresh.begin(), fresh.end());
            return seriesOf(m_query.key, *old);
        });
}

Result<std::vector<Transition>> transitionsIn(const SqlConnection &connection, Instant from, Instant to)
{
    auto rows = connection.query(
        u"SELECT t.time, t.rule, s.namespace, s.queue, s.type, t.state, t.value FROM transition AS t "
        "JOIN series AS s ON s.id = t.series WHERE t.time >= ? AND t.time <= ? ORDER BY t.time"_s,
        {storedTime(from), storedTime(to)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Transition> transitions;
    while (rows->next())
        transitions.push_back({timeOf(rows->value(0).toLongLong()),
                               rows->value(1).toString(),
                               {rows->value(2).toString(), rows->value(3).toString()},
                               static_cast<TaskType>(rows->value(4).toInt()),
                               static_cast<AlertState>(rows->value(5).toInt()),
                               knownAt(*rows, 6)});
    return transitions;
}

Result<std::vector<Judgement>> judgementsIn(const SqlConnection &connection, const QueueKey &key,
                                            Instant from, Instant to)
{
    auto rows = connection.query(
        u"SELECT j.time, j.signal, j.begins, j.since, j.cause, j.sentence FROM series AS s "
        "JOIN judgement AS j ON j.series = s.id WHERE s.namespace = ? AND s.queue = ? AND s.type = ? "
        "AND j.time <= ? AND j.time >= coalesce((SELECT max(b.time) FROM judgement AS b "
        "WHERE b.series = s.id AND b.time <= ?), ?) ORDER BY j.time"_s,
        {key.ns, key.queue, static_cast<int>(TaskType::Workflow), storedTime(to), storedTime(from),
         storedTime(from)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Judgement> judgements;
    while (rows->next()) {
        const auto since = knownAt(*rows, 3);
        judgements.push_back({timeOf(*knownAt(*rows, 0)), key, static_cast<Signal>(rows->value(1).toInt()),
                              rows->value(2).toBool(), since ? std::optional(timeOf(*since)) : std::nullopt,
                              rows->value(4).toString(), rows->value(5).toString()});
    }
    return judgements;
}

} // namespace

Result<Series> readPast(const QString &path, const PastQuery &query)
{
    return readWith<Series>(
        path, [&query](const SqlConnection &connection) { return Reader(connection, query).read(); });
}

Result<std::optional<PastReading>> PastReading::open(const QString &path)
{
    if (!QFile::exists(path))
        return std::nullopt;
    auto connection = SqlConnection::open(path, SqlConnection::Access::Read);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const Done known = schema::check(*connection); !known)
        return tl::unexpected(known.error());
    return PastReading(std::move(*connection));
}

PastReading::PastReading(SqlConnection connection)
    : m_connection(std::move(connection))
{
}

Result<std::vector<QueueKey>> PastReading::queues() const
{
    auto rows = m_connection.query(
        u"SELECT DISTINCT namespace, queue FROM series WHERE queue <> '' ORDER BY namespace, queue"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<QueueKey> queues;
    while (rows->next())
        queues.push_back({rows->value(0).toString(), rows->value(1).toString()});
    return queues;
}

Result<Series> PastReading::read(const PastQuery &query) const
{
    if (const Done begun = m_connection.run(u"BEGIN"_s); !begun)
        return tl::unexpected(begun.error());
    auto series = Reader(m_connection, query).read();
    const Done ended = m_connection.run(u"COMMIT"_s);
    return ended ? series : tl::unexpected(ended.error());
}

Result<std::vector<Judgement>> readJudgements(const QString &path, const QueueKey &key, Instant from,
                                              Instant to)
{
    return readWith<std::vector<Judgement>>(
        path, [&](const SqlConnection &connection) { return judgementsIn(connection, key, from, to); });
}

Result<std::vector<Transition>> readTransitions(const QString &path, Instant from, Instant to)
{
    return readWith<std::vector<Transition>>(
        path, [&](const SqlConnection &connection) { return transitionsIn(connection, from, to); });
}

} // namespace signalbox
