// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/schema.h"

#include "models/base/text.h"

namespace signalbox::schema {

using namespace Qt::StringLiterals;

namespace {

// Kept in the order of their keys, once: an index beside a table would double its size.
const auto tables = {
    u"CREATE TABLE IF NOT EXISTS schema (version INTEGER NOT NULL)"_s,
    u"CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, "
    "queue TEXT NOT NULL, type INTEGER NOT NULL, UNIQUE (namespace, queue, type))"_s,
    u"CREATE TABLE IF NOT EXISTS look (series INTEGER NOT NULL, time INTEGER NOT NULL, "
    "valid INTEGER NOT NULL, gap INTEGER NOT NULL, backlog INTEGER, age INTEGER, added INTEGER, "
    "dispatched INTEGER, pollers INTEGER, PRIMARY KEY (series, time)) WITHOUT ROWID"_s,
    u"CREATE TABLE IF NOT EXISTS minute (series INTEGER NOT NULL, time INTEGER NOT NULL, "
    "span INTEGER NOT NULL, valid INTEGER NOT NULL, gap INTEGER NOT NULL, low INTEGER, high INTEGER, "
    "last INTEGER, age INTEGER, added INTEGER, dispatched INTEGER, pollers INTEGER, "
    "PRIMARY KEY (series, time)) WITHOUT ROWID"_s,
    u"CREATE TABLE IF NOT EXISTS judgement (series INTEGER NOT NULL, time INTEGER NOT NULL, "
    "signal INTEGER NOT NULL, begins INTEGER NOT NULL, since INTEGER, cause TEXT NOT NULL, "
    "sentence TEXT NOT NULL, PRIMARY KEY (series, time)) WITHOUT ROWID"_s,
    u"CREATE TABLE IF NOT EXISTS transition (series INTEGER NOT NULL, time INTEGER NOT NULL, "
    "rule TEXT NOT NULL, state INTEGER NOT NULL, value INTEGER, "
    "PRIMARY KEY (series, time, rule)) WITHOUT ROWID"_s,
    u"CREATE TABLE IF NOT EXISTS namespace (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"_s,
    u"CREATE TABLE IF NOT EXISTS running (namespace INTEGER NOT NULL, time INTEGER NOT NULL, "
    "begins INTEGER NOT NULL, until INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, "
    "last INTEGER NOT NULL, paused INTEGER, PRIMARY KEY (namespace, time)) WITHOUT ROWID"_s,
    u"CREATE TABLE IF NOT EXISTS closed (namespace INTEGER NOT NULL, time INTEGER NOT NULL, "
    "span INTEGER NOT NULL, asked INTEGER NOT NULL, completed INTEGER NOT NULL, failed INTEGER NOT NULL, "
    "canceled INTEGER NOT NULL, terminated INTEGER NOT NULL, continued INTEGER NOT NULL, "
    "timed_out INTEGER NOT NULL, other INTEGER NOT NULL, midnight INTEGER NOT NULL, "
    "failed_today INTEGER NOT NULL, PRIMARY KEY (namespace, time)) WITHOUT ROWID"_s,
    u"CREATE TABLE IF NOT EXISTS calls (time INTEGER NOT NULL, kind INTEGER NOT NULL, "
    "sent INTEGER NOT NULL, refused INTEGER NOT NULL, PRIMARY KEY (time, kind)) WITHOUT ROWID"_s,
    u"CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, receiver TEXT NOT NULL, "
    "occurrence TEXT NOT NULL, step INTEGER NOT NULL, time INTEGER NOT NULL, told INTEGER NOT NULL, "
    "body TEXT NOT NULL, UNIQUE (receiver, occurrence, step))"_s,
    u"CREATE TABLE IF NOT EXISTS mark (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, rule TEXT NOT NULL, "
    "namespace TEXT NOT NULL, queue TEXT NOT NULL, type INTEGER NOT NULL, since INTEGER, "
    "time INTEGER NOT NULL, until INTEGER, person TEXT NOT NULL, words TEXT NOT NULL)"_s,
    u"CREATE TABLE IF NOT EXISTS version (series INTEGER NOT NULL, time INTEGER NOT NULL, "
    "current_before TEXT NOT NULL, ramping_before TEXT NOT NULL, percent_before INTEGER NOT NULL, "
    "current TEXT NOT NULL, ramping TEXT NOT NULL, percent INTEGER NOT NULL, "
    "PRIMARY KEY (series, time)) WITHOUT ROWID"_s,
};

Done make(const SqlConnection &connection)
{
    if (Done begun = connection.run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    for (const QString &table : tables)
        if (Done made = connection.run(table); !made)
            return made;
    Done noted = connection.run(
        u"INSERT INTO schema (version) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM schema)"_s, {version});
    if (!noted)
        return noted;
    return connection.run(u"COMMIT"_s);
}

Done setUp(const SqlConnection &connection)
{
    const auto mode = connection.value(u"PRAGMA journal_mode = WAL"_s);
    if (!mode)
        return tl::unexpected(mode.error());
    if (mode->toString() != "wal"_L1)
        return fail(
            ErrorKind::Unsupported,
            Text::tr("%1: this file system can't be written and read at once").arg(connection.path()));
    // A commit is in the file at once, whatever ends the program; only a power cut may take the last ones.
    return connection.run(u"PRAGMA synchronous = NORMAL"_s);
}

Result<bool> hasAll(const SqlConnection &connection, Part part, const QStringList &names)
{
    const QString master = part == Part::Attached ? u"past.sqlite_master"_s : u"sqlite_master"_s;
    return connection
        .value(u"SELECT count(*) FROM %1 WHERE type = 'table' AND name IN ('%2')"_s.arg(
            master, names.join(u"', '"_s)))
        .map([wanted = names.size()](const QVariant &count) { return count.toInt() == wanted; });
}

} // namespace

Done prepare(const SqlConnection &connection)
{
    if (Done set = setUp(connection); !set)
        return set;
    const auto made = connection.value(u"SELECT count(*) FROM sqlite_master WHERE name = 'schema'"_s);
    if (!made)
        return tl::unexpected(made.error());
    if (made->toInt() != 0)
        if (Done known = check(connection); !known)
            return known;
    return make(connection);
}

Done closeForReading(const SqlConnection &connection)
{
    return connection.run(u"PRAGMA journal_mode = DELETE"_s);
}

Result<bool> hasCounts(const SqlConnection &connection, Part part)
{
    return hasAll(connection, part, {u"namespace"_s, u"running"_s, u"closed"_s, u"calls"_s});
}

Result<bool> hasMessages(const SqlConnection &connection)
{
    return hasAll(connection, Part::Main, {u"message"_s});
}

Result<bool> hasMarks(const SqlConnection &connection, Part part)
{
    return hasAll(connection, part, {u"mark"_s});
}

Result<bool> hasVersions(const SqlConnection &connection, Part part)
{
    return hasAll(connection, part, {u"version"_s});
}

Done check(const SqlConnection &connection)
{
    const auto found = connection.value(u"SELECT version FROM schema"_s);
    if (!found)
        return tl::unexpected(found.error());
    if (found->toInt() > version)
        return fail(ErrorKind::Unsupported,
                    Text::tr("%1: a newer Signalbox made it (form %2; this one knows %3)")
                        .arg(connection.path(), QString::number(found->toInt()), QString::number(version)));
    return {};
}

} // namespace signalbox::schema
