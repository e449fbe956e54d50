// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/countreader.h"

#include "models/store/countrow.h"
#include "models/store/lookrow.h"
#include "models/store/schema.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

// Counts of one minute are one row: that of the moment's minute may have begun after it.
const auto runningSql = u"SELECT time + until, last, paused FROM running WHERE namespace = ? AND time <= ? "
                        "AND time >= ? AND time + begins <= ? ORDER BY time DESC LIMIT 1"_s;
const auto closedSql =
    u"SELECT time, span, asked, completed, failed, canceled, terminated, continued, timed_out, other, "
    "midnight, failed_today FROM closed WHERE namespace = ? AND time <= ? AND time >= ? "
    "AND time + span + asked <= ? ORDER BY time DESC LIMIT 1"_s;

StatusCounts countsFrom(const QSqlQuery &row, int first)
{
    StatusCounts counts;
    for (const ExecutionStatus status :
         {ExecutionStatus::Completed, ExecutionStatus::Failed, ExecutionStatus::Canceled,
          ExecutionStatus::Terminated, ExecutionStatus::ContinuedAsNew, ExecutionStatus::TimedOut,
          ExecutionStatus::Unspecified})
        if (const qint64 count = row.value(first++).toLongLong(); count > 0)
            counts[status] = count;
    return counts;
}

} // namespace

Result<std::vector<PastCounts>> readCounts(const SqlConnection &connection, qint64 at)
{
    const auto kept = schema::hasCounts(connection);
    if (!kept || !*kept)
        return kept.map([](bool) { return std::vector<PastCounts>(); });
    auto running = connection.prepare(runningSql);
    auto closed = connection.prepare(closedSql);
    auto names = connection.query(u"SELECT id, name FROM namespace"_s);
    if (!running || !closed || !names)
        return tl::unexpected(!running ? running.error() : !closed ? closed.error() : names.error());
    std::vector<PastCounts> all;
    while (names->next()) {
        const qint64 id = names->value(0).toLongLong();
        for (auto *query : {&*running, &*closed})
            if (const Done done = connection.execute(*query, {id, at, at - countsForgottenAfter, at}); !done)
                return tl::unexpected(done.error());
        PastCounts counts;
        counts.ns = names->value(1).toString();
        const bool isCounted = running->next();
        if (isCounted) {
            counts.until = timeOf(*knownAt(*running, 0));
            counts.running = knownAt(*running, 1);
            counts.paused = knownAt(*running, 2);
        }
        const bool hasEnds = closed->next();
        if (hasEnds) {
            const auto number = [&closed](int column) { return *knownAt(*closed, column); };
            const Instant to = timeOf(number(0) + number(1));
            counts.asked = to + std::chrono::seconds(number(2));
            counts.closes = CloseSample{timeOf(number(0)),  to,         countsFrom(*closed, 3),
                                        timeOf(number(10)), number(11), Milliseconds(0)};
        }
        if (isCounted || hasEnds)
            all.push_back(std::move(counts));
    }
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.ns < b.ns; });
    return all;
}

} // namespace signalbox
