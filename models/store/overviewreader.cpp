// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/overviewreader.h"

#include "models/store/lookrow.h"
#include "models/store/reading.h"

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Seconds that a row may speak after its minute: those before the time are read too.
constexpr qint64 longestRow = 15LL * 60;

// With the last number of each slice, by which it goes on until the next count.
const auto runningSql =
    u"SELECT s.slice, s.high, r.last, r.time + r.until FROM (SELECT time / ? AS slice, max(high) AS high, "
    "max(time) AS latest FROM running WHERE namespace = ? AND time >= ? AND time <= ? GROUP BY time / ?) AS "
    "s "
    "JOIN running AS r ON r.namespace = ? AND r.time = s.latest ORDER BY s.slice"_s;
const auto closedSql =
    u"SELECT time / ? AS slice, max(time + span), sum(span), sum(completed), sum(failed), sum(canceled), "
    "sum(terminated), sum(continued), sum(timed_out), sum(other) FROM closed "
    "WHERE namespace = ? AND time >= ? AND time <= ? GROUP BY time / ? ORDER BY time / ?"_s;
const auto callsSql = u"SELECT time / ? AS slice, kind, sum(sent), sum(refused), count(*) FROM calls "
                      "WHERE time >= ? AND time < ? GROUP BY time / ?, kind"_s;
constexpr std::array endings{ExecutionStatus::Completed,      ExecutionStatus::Failed,
                             ExecutionStatus::Canceled,       ExecutionStatus::Terminated,
                             ExecutionStatus::ContinuedAsNew, ExecutionStatus::TimedOut,
                             ExecutionStatus::Unspecified};

std::optional<Instant> earlier(std::optional<Instant> known, const QVariant &stored)
{
    if (stored.isNull())
        return known;
    const Instant time = timeOf(stored.toLongLong());
    return known ? std::min(*known, time) : time;
}

class OverviewReader
{
public:
    OverviewReader(const SqlConnection &connection, const OverviewQuery &query)
        : m_connection(connection)
        , m_slice(std::chrono::floor<std::chrono::seconds>(query.slice).count())
        , m_begin(storedTime(query.from) / m_slice * m_slice)
        , m_to(storedTime(query.to))
    {
        const auto count = static_cast<std::size_t>((m_to - m_begin) / m_slice + 1);
        m_overview.begin = timeOf(m_begin);
        m_overview.slice = query.slice;
        m_overview.ends.resize(count);
        m_overview.calls.resize(count);
    }

    [[nodiscard]] Result<Overview> read(const std::set<QString> *namespaces); ///< null: all

private:
    [[nodiscard]] Done takeRunning(qint64 id, const QString &name);
    [[nodiscard]] Done takeEnds(qint64 id);
    [[nodiscard]] Done takeCalls();
    [[nodiscard]] qint64 count() const { return static_cast<qint64>(m_overview.size()); }
    [[nodiscard]] qint64 indexOf(qint64 slice) const { return slice - m_begin / m_slice; }

    const SqlConnection &m_connection;
    const qint64 m_slice;
    const qint64 m_begin;
    const qint64 m_to;
    Overview m_overview;
};

Done OverviewReader::takeRunning(qint64 id, const QString &name)
{
    auto rows = m_connection.query(runningSql, {m_slice, id, m_begin - longestRow, m_to, m_slice, id});
    const auto first =
        m_connection.value(u"SELECT min(time + begins) FROM running WHERE namespace = ?"_s, {id});
    if (!rows || !first)
        return tl::unexpected(!rows ? rows.error() : first.error());
    m_overview.runningSince = earlier(m_overview.runningSince, *first);
    Overview::Line line(m_overview.size());
    qint64 next = 0;
    qint64 last = 0;
    qint64 until = 0;
    const auto goOn = [&](qint64 before) {
        for (; next < before && m_begin + next * m_slice < until; ++next)
            line[static_cast<std::size_t>(next)] = last;
    };
    while (rows->next()) {
        const qint64 index = indexOf(rows->value(0).toLongLong());
        goOn(index);
        last = rows->value(2).toLongLong();
        until = rows->value(3).toLongLong();
        if (index < 0 || index >= count())
            continue;
        line[static_cast<std::size_t>(index)] = rows->value(1).toLongLong();
        next = index + 1;
    }
    goOn(count());
    const bool isKnown =
        std::any_of(line.begin(), line.end(), [](const auto &value) { return value.has_value(); });
    if (isKnown)
        m_overview.running.emplace(name, std::move(line));
    return {};
}

/// A count of several minutes is as much of each of them.
Done OverviewReader::takeEnds(qint64 id)
{
    auto rows = m_connection.query(closedSql, {m_slice, id, m_begin - longestRow, m_to, m_slice, m_slice});
    const auto first = m_connection.value(u"SELECT min(time) FROM closed WHERE namespace = ?"_s, {id});
    if (!rows || !first)
        return tl::unexpected(!rows ? rows.error() : first.error());
    m_overview.endsSince = earlier(m_overview.endsSince, *first);
    std::map<qint64, std::map<ExecutionStatus, double>> bySlice;
    while (rows->next()) {
        const qint64 index = indexOf(rows->value(0).toLongLong());
        const qint64 lastIndex = (rows->value(1).toLongLong() - 1 - m_begin) / m_slice;
        const double minutes = rows->value(2).toDouble() / secondsAMinute;
        std::map<ExecutionStatus, double> rates;
        for (std::size_t i = 0; i < endings.size() && minutes > 0; ++i)
            if (const double ended = rows->value(static_cast<int>(i) + 3).toDouble(); ended > 0)
                rates[endings[i]] = ended / minutes;
        for (qint64 each = index; each <= std::max(index, lastIndex); ++each)
            bySlice[each] = rates; // what begins in a slice says more of it than what reaches into it
    }
    for (const auto &[index, rates] : bySlice) {
        if (index < 0 || index >= count())
            continue;
        auto &slice = m_overview.ends[static_cast<std::size_t>(index)];
        slice = slice.value_or(Overview::Ends());
        ++slice->namespaces;
        for (const auto &[status, rate] : rates)
            slice->perMinute[status] += rate;
    }
    return {};
}

Done OverviewReader::takeCalls()
{
    auto rows = m_connection.query(callsSql, {m_slice, m_begin, minuteBegin(m_to), m_slice});
    const auto first = m_connection.value(u"SELECT min(time) FROM calls"_s);
    if (!rows || !first)
        return tl::unexpected(!rows ? rows.error() : first.error());
    m_overview.callsSince = earlier({}, *first);
    while (rows->next()) {
        auto &slice = m_overview.calls[static_cast<std::size_t>(indexOf(rows->value(0).toLongLong()))];
        slice = slice.value_or(Overview::Calls());
        const double minutes = rows->value(4).toDouble();
        if (const double sent = rows->value(2).toDouble(); sent > 0)
            slice->perMinute[static_cast<CallKind>(rows->value(1).toInt())] = sent / minutes;
        slice->refused += rows->value(3).toDouble() / minutes;
    }
    return {};
}

Result<Overview> OverviewReader::read(const std::set<QString> *namespaces)
{
    const auto kept = schema::hasCounts(m_connection);
    if (!kept || !*kept)
        return kept.map([this](bool) { return m_overview; });
    auto known = m_connection.query(u"SELECT id, name FROM namespace"_s);
    if (!known)
        return tl::unexpected(known.error());
    while (known->next()) {
        const qint64 id = known->value(0).toLongLong();
        const QString name = known->value(1).toString();
        if (namespaces && !namespaces->contains(name))
            continue;
        const Done done = takeRunning(id, name).and_then([&] { return takeEnds(id); });
        if (!done)
            return tl::unexpected(done.error());
    }
    return takeCalls().map([this] { return std::move(m_overview); });
}

} // namespace

Milliseconds OverviewQuery::sliceFor(Milliseconds span, int slices)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(span / std::max(slices, 1));
    return std::max(minutes, std::chrono::minutes(1));
}

Result<Overview> readOverview(const QString &path, const OverviewQuery &query,
                              const std::set<QString> &namespaces)
{
    return readWith<Overview>(path, [&](const SqlConnection &connection) {
        return OverviewReader(connection, query).read(&namespaces);
    });
}

Result<Overview> readWholeOverview(const QString &path, const OverviewQuery &query)
{
    return readWith<Overview>(path, [&](const SqlConnection &connection) {
        return OverviewReader(connection, query).read(nullptr);
    });
}

} // namespace signalbox
