// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/versionrow.h"

#include "models/store/lookrow.h"
#include "models/store/reading.h"

#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

qint64 hundredths(double percent)
{
    return std::llround(percent * 100);
}

QueueVersions versionsAt(const QSqlQuery &row, int column)
{
    return {row.value(column).toString(), row.value(column + 1).toString(),
            static_cast<double>(row.value(column + 2).toLongLong()) / 100};
}

Result<std::vector<VersionRow>> versionsIn(const SqlConnection &connection, const QueueKey &key, Instant from,
                                           Instant to)
{
    const auto kept = schema::hasVersions(connection);
    if (!kept || !*kept)
        return kept.map([](bool) { return std::vector<VersionRow>(); });
    auto rows = connection.query(
        u"SELECT v.time, v.current_before, v.ramping_before, v.percent_before, v.current, v.ramping, "
        "v.percent FROM series AS s JOIN version AS v ON v.series = s.id WHERE s.namespace = ? "
        "AND s.queue = ? AND s.type = ? AND v.time >= ? AND v.time <= ? ORDER BY v.time"_s,
        {key.ns, key.queue, static_cast<int>(TaskType::Workflow), storedTime(from), storedTime(to)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<VersionRow> versions;
    while (rows->next())
        versions.push_back(
            {key, timeOf(rows->value(0).toLongLong()), versionsAt(*rows, 1), versionsAt(*rows, 4)});
    return versions;
}

} // namespace

Done insertVersion(const SqlConnection &connection, qint64 series, const VersionRow &row)
{
    return connection.run(
        u"INSERT INTO version (series, time, current_before, ramping_before, percent_before, current, "
        "ramping, percent) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (series, time) DO UPDATE SET "
        "current = excluded.current, ramping = excluded.ramping, percent = excluded.percent"_s,
        {series, storedTime(row.time), inFull(row.from.current), inFull(row.from.ramping),
         hundredths(row.from.rampingPercent), inFull(row.to.current), inFull(row.to.ramping),
         hundredths(row.to.rampingPercent)});
}

Result<std::vector<VersionRow>> readVersions(const QString &path, const QueueKey &key, Instant from,
                                             Instant to)
{
    return readWith<std::vector<VersionRow>>(
        path, [&](const SqlConnection &connection) { return versionsIn(connection, key, from, to); });
}

} // namespace signalbox
