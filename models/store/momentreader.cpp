// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/momentreader.h"

#include "models/store/reading.h"
#include "models/store/slices.h"

#include <algorithm>
#include <map>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// The last row of one series before a moment.
struct LastRow
{
    qint64 series = 0;
    MinuteRow row;
    std::optional<qint64> next; ///< when what the row says ends because another look began
};
/// By queue, of both types.
using LastRows = std::map<QueueKey, std::map<TaskType, LastRow>>;

qint64 endOf(const LastRow &last)
{
    const qint64 promised = last.row.latest() + last.row.valid;
    return std::max(std::min(promised, last.next.value_or(promised)), last.row.time + 1);
}

/// Statements over a table that is in the order of series and time: a seek each, where one statement for all
/// series was seen to read every row (SQLite 3.40).
struct Statements
{
    QSqlQuery last; ///< at or before a time, and not before another
    QSqlQuery next; ///< when what it says ends at the latest
};

Result<Statements> statementsFor(const SqlConnection &connection, const SliceTable &table)
{
    auto last = connection.prepare(
        u"SELECT time, %5, valid, gap, %2, %3, %4, age, added, dispatched, pollers FROM %1 AS l "
        "WHERE series = ? AND time <= ? AND time >= ? ORDER BY time DESC LIMIT 1"_s.arg(
            QLatin1StringView(table.name), QLatin1StringView(table.low), QLatin1StringView(table.high),
            QLatin1StringView(table.last), QLatin1StringView(table.span)));
    if (!last)
        return tl::unexpected(last.error());
    auto next = connection.prepare(
        u"SELECT time - gap FROM %1 WHERE series = ? AND time > ? ORDER BY time LIMIT 1"_s.arg(
            QLatin1StringView(table.name)));
    if (!next)
        return tl::unexpected(next.error());
    return Statements{std::move(*last), std::move(*next)};
}

/// What one store knew at a moment.
class MomentReader
{
public:
    MomentReader(const SqlConnection &connection, qint64 at)
        : m_connection(connection)
        , m_at(at)
    {
    }

    [[nodiscard]] Result<std::vector<PastLook>> read(qint64 lineSpan);

private:
    [[nodiscard]] Done takeLast();
    [[nodiscard]] Result<std::optional<LastRow>> lastOf(qint64 series, Statements &statements) const;
    [[nodiscard]] Done takeJudgements();
    [[nodiscard]] Done takeLines(qint64 lineSpan);
    [[nodiscard]] static PastLook lookOf(const QueueKey &key, const std::map<TaskType, LastRow> &rows);

    const SqlConnection &m_connection;
    const qint64 m_at;
    LastRows m_last;
    std::map<qint64, PastLook *> m_workflow; ///< by the number of that series
    std::map<qint64, PastLook *> m_activity;
    std::vector<PastLook> m_looks;
};

Done MomentReader::takeLast()
{
    auto looks = statementsFor(m_connection, lookTable);
    auto minutes = statementsFor(m_connection, minuteTable);
    auto known = m_connection.query(u"SELECT id, namespace, queue, type FROM series"_s);
    if (!looks || !minutes || !known)
        return tl::unexpected(!looks ? looks.error() : !minutes ? minutes.error() : known.error());
    while (known->next()) {
        const qint64 series = known->value(0).toLongLong();
        auto last = lastOf(series, *looks);
        if (last && !*last) // of a series that has looks from before the moment no minute is newer
            last = lastOf(series, *minutes);
        if (!last)
            return tl::unexpected(last.error());
        const QueueKey key{known->value(1).toString(), known->value(2).toString()};
        if (*last)
            m_last[key].emplace(static_cast<TaskType>(known->value(3).toInt()), **last);
    }
    return {};
}

Result<std::optional<LastRow>> MomentReader::lastOf(qint64 series, Statements &statements) const
{
    const qint64 oldest = m_at - std::chrono::floor<std::chrono::seconds>(forgottenAfter).count();
    if (const Done done = m_connection.execute(statements.last, {series, m_at, oldest}); !done)
        return tl::unexpected(done.error());
    if (!statements.last.next())
        return std::nullopt;
    const auto at = [&statements](int column) { return knownAt(statements.last, column); };
    LastRow last{
        series, {*at(0), *at(1), *at(2), *at(3), at(4), at(5), at(6), {at(7), at(8), at(9), at(10)}}, {}};
    if (const Done done = m_connection.execute(statements.next, {series, m_at}); !done)
        return tl::unexpected(done.error());
    if (statements.next.next())
        last.next = knownAt(statements.next, 0);
    return last;
}

/// Of activities what the same look saw: what an older one did was not shown beside it.
PastLook MomentReader::lookOf(const QueueKey &key, const std::map<TaskType, LastRow> &rows)
{
    const LastRow &workflow = rows.at(TaskType::Workflow);
    SlicePair pair{{0, workflow.row, 0}, {}};
    const auto activity = rows.find(TaskType::Activity);
    if (activity != rows.end() && activity->second.row.latest() >= workflow.row.time)
        pair.activity = Slice{0, activity->second.row, 0};
    return {seriesOf(key, {pair}).points().back().sample, timeOf(endOf(workflow)), {}, {}};
}

Done MomentReader::takeJudgements()
{
    auto query = m_connection.prepare(u"SELECT time, signal, begins, since, cause, sentence FROM judgement "
                                      "WHERE series = ? AND time <= ? ORDER BY time DESC LIMIT 1"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const auto &[series, look] : m_workflow) {
        const qint64 until = std::min(m_at, storedTime(look->until) - 1);
        if (Done done = m_connection.execute(*query, {series, until}); !done)
            return done;
        if (!query->next())
            continue;
        const auto since = knownAt(*query, 3);
        look->judgement = Judgement{timeOf(*knownAt(*query, 0)),
                                    look->sample.key,
                                    static_cast<Signal>(query->value(1).toInt()),
                                    query->value(2).toBool(),
                                    since ? std::optional(timeOf(*since)) : std::nullopt,
                                    query->value(4).toString(),
                                    query->value(5).toString()};
    }
    return {};
}

Done MomentReader::takeLines(qint64 lineSpan)
{
    if (lineSpan == 0)
        return {};
    auto query = m_connection.prepare(u"SELECT time, time + span + valid, high FROM minute WHERE series = ? "
                                      "AND time >= ? AND time < ? ORDER BY time"_s);
    if (!query)
        return tl::unexpected(query.error());
    const qint64 from = m_at - lineSpan;
    const qint64 to = minuteBegin(m_at);
    for (const auto &[series, look] : m_workflow) {
        if (Done done = m_connection.execute(*query, {series, from, to}); !done)
            return done;
        while (query->next())
            look->before.push_back(
                {timeOf(*knownAt(*query, 0)), timeOf(*knownAt(*query, 1)), knownAt(*query, 2), {}});
    }
    for (const auto &[series, look] : m_activity) {
        if (Done done = m_connection.execute(*query, {series, from, to}); !done)
            return done;
        auto minute = look->before.begin();
        while (query->next()) {
            const qint64 begin = minuteBegin(*knownAt(*query, 0));
            while (minute != look->before.end() && minuteBegin(storedTime(minute->time)) < begin)
                ++minute;
            if (minute != look->before.end() && minuteBegin(storedTime(minute->time)) == begin)
                minute->activity = knownAt(*query, 2);
        }
    }
    return {};
}

Result<std::vector<PastLook>> MomentReader::read(qint64 lineSpan)
{
    if (Done done = takeLast(); !done)
        return tl::unexpected(done.error());
    std::erase_if(m_last, [](const auto &rows) { return !rows.second.contains(TaskType::Workflow); });
    m_looks.reserve(m_last.size());
    for (const auto &[key, rows] : m_last) {
        m_looks.push_back(lookOf(key, rows));
        m_workflow[rows.at(TaskType::Workflow).series] = &m_looks.back();
        if (const auto activity = rows.find(TaskType::Activity); activity != rows.end())
            m_activity[activity->second.series] = &m_looks.back();
    }
    return takeJudgements().and_then([&] { return takeLines(lineSpan); }).map([&] {
        return std::move(m_looks);
    });
}

} // namespace

Result<PastMoment> readMoment(const QString &path, Instant at, Milliseconds lineSpan)
{
    return readWith<PastMoment>(path, [&](const SqlConnection &connection) {
        PastMoment moment;
        return MomentReader(connection, storedTime(at))
            .read(std::chrono::floor<std::chrono::seconds>(lineSpan).count())
            .and_then([&](std::vector<PastLook> looks) {
                moment.looks = std::move(looks);
                return readCounts(connection, storedTime(at));
            })
            .map([&](std::vector<PastCounts> namespaces) {
                moment.namespaces = std::move(namespaces);
                return std::move(moment);
            });
    });
}

} // namespace signalbox
