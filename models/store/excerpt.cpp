// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/excerpt.h"

#include "models/base/text.h"
#include "models/store/lookrow.h"
#include "models/store/momentreader.h"
#include "models/store/reading.h"
#include "models/store/storefile.h"

#include <QFile>
#include <QTemporaryFile>

#include <initializer_list>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Of minutes: what a line of the first moment is drawn with.
constexpr qint64 lineBefore = std::chrono::seconds(16min).count();

tl::unexpected<Error> failed(const QString &path, const QString &words)
{
    return tl::unexpected<Error>(Error{ErrorKind::Internal, path + u": "_s + words, u"excerpt"_s, {}, {}});
}

Done runAll(const SqlConnection &connection, const QStringList &statements)
{
    for (const QString &sql : statements)
        if (Done done = connection.run(sql); !done)
            return done;
    return {};
}

/// The rows of a table within the time, and of each series the last one before, which spoke as it began, and
/// the first one after, which says for how long the last one spoke.
QString copySql(const QString &table, const QString &of = u"series"_s)
{
    return u"INSERT INTO main.%1 SELECT l.* FROM main.%2 AS s CROSS JOIN past.%1 AS l ON l.%2 = s.id "
           "AND l.time >= coalesce((SELECT max(b.time) FROM past.%1 AS b WHERE b.%2 = s.id AND b.time <= ? "
           "AND b.time >= ?), ?) AND l.time <= coalesce((SELECT min(a.time) FROM past.%1 AS a "
           "WHERE a.%2 = s.id AND a.time > ?), ?)"_s.arg(table, of);
}

/// The file while it is not whole, under a name that no other export has: goes away with this unless it was
/// named.
class Draft
{
public:
    explicit Draft(const QString &path)
        : m_path(path)
        , m_draft(path + u".XXXXXX.partial"_s)
    {
    }
    Draft(const Draft &) = delete;
    Draft &operator=(const Draft &) = delete;
    ~Draft()
    {
        if (m_draft.autoRemove() && !path().isEmpty())
            for (const QString &companion : {u"-wal"_s, u"-shm"_s, u"-journal"_s})
                QFile::remove(path() + companion);
    }

    [[nodiscard]] QString path() const { return m_draft.fileName(); }
    [[nodiscard]] Done begin()
    {
        if (QFile::exists(m_path))
            return failed(m_path, Text::tr("there is a file of that name already"));
        if (!m_draft.open()) // which is its owner's alone
            return failed(m_path, m_draft.errorString());
        static_cast<void>(path()); // without a name it would be gone once closed
        m_draft.close();
        return {};
    }
    [[nodiscard]] Done name()
    {
        QFile draft(path());
        if (!draft.rename(m_path)) // which never takes another file's place
            return failed(m_path, draft.errorString());
        m_draft.setAutoRemove(false);
        return {};
    }

private:
    const QString m_path;
    QTemporaryFile m_draft;
};

Done addLabel(const SqlConnection &connection, const ExcerptOrder &order)
{
    const ExcerptLabel &label = order.label;
    Done done = runAll(
        connection,
        {u"CREATE TABLE blackbox (profile TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL)"_s,
         u"CREATE TABLE note (time INTEGER NOT NULL, record TEXT NOT NULL)"_s});
    if (done)
        done = connection.run(u"INSERT INTO blackbox (profile, since, until) VALUES (?, ?, ?)"_s,
                              {label.profile, storedTime(label.from), storedTime(label.to)});
    for (const ExcerptNote &note : order.notes)
        if (done)
            done = connection.run(u"INSERT INTO note (time, record) VALUES (?, ?)"_s,
                                  {storedTime(note.time), note.record});
    return done;
}

Done copySeries(const SqlConnection &connection, const QStringList &namespaces)
{
    for (const QString &ns : namespaces + QStringList{u""_s}) { // the cluster's own are everybody's
        Done done =
            connection.run(u"INSERT INTO main.series SELECT * FROM past.series WHERE namespace = ?"_s, {ns});
        if (!done)
            return done;
    }
    return {};
}

/// Of a queue that nobody looked at between a day before the time and its end there is nothing to tell.
Done forgetOthers(const SqlConnection &connection, qint64 to)
{
    for (const QString &table : {u"look"_s, u"minute"_s}) {
        Done done =
            connection.run(u"DELETE FROM main.%1 WHERE time > ? AND NOT EXISTS (SELECT 1 FROM main.%1 "
                           "AS b WHERE b.series = %1.series AND b.time <= ?)"_s.arg(table),
                           {to, to});
        if (!done)
            return done;
    }
    return connection.run(
        u"DELETE FROM main.series WHERE NOT EXISTS (SELECT 1 FROM main.look WHERE look.series = series.id) "
        "AND NOT EXISTS (SELECT 1 FROM main.minute WHERE minute.series = series.id) "
        "AND NOT EXISTS (SELECT 1 FROM main.transition WHERE transition.series = series.id)"_s);
}

Done copyRows(const SqlConnection &connection, const ExcerptLabel &label)
{
    const qint64 from = storedTime(label.from);
    const qint64 to = storedTime(label.to);
    const qint64 oldest = from - std::chrono::floor<std::chrono::seconds>(forgottenAfter).count();
    const auto copy = [&](const QString &table, qint64 begin, qint64 before) {
        return connection.run(copySql(table), {begin, before, begin, to, to});
    };
    return copy(u"look"_s, from, oldest)
        .and_then([&] { return copy(u"minute"_s, from - lineBefore, oldest); })
        .and_then([&] {
            return connection.run(u"INSERT INTO main.transition SELECT t.* FROM main.series AS s JOIN "
                                  "past.transition AS t ON t.series = s.id AND t.time >= ? AND t.time <= ?"_s,
                                  {from, to});
        })
        .and_then([&] { return forgetOthers(connection, to); })
        // A judgement stands as long as nobody judges otherwise, however long that is.
        .and_then([&] { return copy(u"judgement"_s, from, 0); });
}

/// Seconds after which whatever was counted is known, or another count is a row of its own.
constexpr qint64 countsLag = 15LL * 60;

/// What was counted of these namespaces, and what the console called. A store that nobody wrote since these
/// were kept has none.
Done copyCounts(const SqlConnection &connection, const ExcerptOrder &order)
{
    const auto kept = schema::hasCounts(connection, schema::Part::Attached);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return {};
    for (const QString &ns : order.namespaces) {
        Done done =
            connection.run(u"INSERT INTO main.namespace SELECT * FROM past.namespace WHERE name = ?"_s, {ns});
        if (!done)
            return done;
    }
    const qint64 from = storedTime(order.label.from);
    const qint64 to = storedTime(order.label.to);
    const auto copy = [&](const QString &table) {
        return connection.run(copySql(table, u"namespace"_s),
                              {from - countsLag, from - countsForgottenAfter, from - countsLag, to, to});
    };
    return copy(u"running"_s).and_then([&] { return copy(u"closed"_s); }).and_then([&] {
        return connection.run(
            u"INSERT INTO main.calls SELECT * FROM past.calls WHERE time >= ? AND time <= ?"_s,
            {minuteBegin(from), to});
    });
}

/// What people said of these namespaces' alerts and of the cluster's own within the time, whose table's times
/// are in milliseconds, and which versions tasks went to. Older stores have neither.
Done copyDeeds(const SqlConnection &connection, const ExcerptOrder &order)
{
    const auto hasMarks = schema::hasMarks(connection, schema::Part::Attached);
    const auto hasVersions = schema::hasVersions(connection, schema::Part::Attached);
    if (!hasMarks || !hasVersions)
        return tl::unexpected(!hasMarks ? hasMarks.error() : hasVersions.error());
    const qint64 from = storedTime(order.label.from);
    const qint64 to = storedTime(order.label.to);
    for (const QString &ns : order.namespaces + QStringList{u""_s}) {
        if (!*hasMarks)
            break;
        Done done = connection.run(u"INSERT INTO main.mark SELECT * FROM past.mark WHERE namespace = ? "
                                   "AND time >= ? AND time < ?"_s,
                                   {ns, from * 1000, (to + 1) * 1000});
        if (!done)
            return done;
    }
    return *hasVersions ? connection.run(
                              u"INSERT INTO main.version SELECT v.* FROM main.series AS s JOIN past.version "
                              "AS v ON v.series = s.id AND v.time >= ? AND v.time <= ?"_s,
                              {from, to})
                        : Done();
}

Result<ExcerptSize> sizeOf(const SqlConnection &connection)
{
    ExcerptSize size;
    const std::initializer_list<std::pair<QString, qint64 *>> counts{
        {u"SELECT count(*) FROM (SELECT DISTINCT namespace, queue FROM series WHERE queue <> '') AS q"_s,
         &size.queues},
        {u"SELECT count(*) FROM look"_s, &size.looks},
        {u"SELECT count(*) FROM minute"_s, &size.minutes},
        {u"SELECT count(*) FROM transition"_s, &size.transitions},
        {u"SELECT count(*) FROM judgement"_s, &size.judgements}};
    for (const auto &[sql, count] : counts) {
        const auto found = connection.value(sql);
        if (!found)
            return tl::unexpected(found.error());
        *count = found->toLongLong();
    }
    return size;
}

Result<ExcerptSize> fill(const QString &path, const QString &store, const ExcerptOrder &order)
{
    const auto connection = SqlConnection::open(path, SqlConnection::Access::Write);
    if (!connection)
        return tl::unexpected(connection.error());
    return schema::prepare(*connection)
        .and_then([&] { return connection->run(u"ATTACH DATABASE ? AS past"_s, {store}); })
        .and_then([&] { return connection->run(u"BEGIN"_s); })
        .and_then([&] { return addLabel(*connection, order); })
        .and_then([&] { return copySeries(*connection, order.namespaces); })
        .and_then([&] { return copyRows(*connection, order.label); })
        .and_then([&] { return copyCounts(*connection, order); })
        .and_then([&] { return copyDeeds(*connection, order); })
        .and_then([&] { return connection->run(u"COMMIT"_s); })
        .and_then([&] { return connection->run(u"DETACH DATABASE past"_s); })
        // One file, which can be read where nobody may write beside it.
        .and_then([&] { return schema::closeForReading(*connection); })
        .and_then([&] { return sizeOf(*connection); });
}

Result<SqlConnection> openExcerpt(const QString &file)
{
    if (!QFile::exists(file))
        return failed(file, Text::tr("there is no such file"));
    auto connection = SqlConnection::open(file, SqlConnection::Access::Read);
    if (!connection)
        return connection;
    const auto labels =
        connection->value(u"SELECT count(*) FROM sqlite_master WHERE name IN ('blackbox', 'schema')"_s);
    if (!labels || labels->toInt() != 2)
        return fail(ErrorKind::Unsupported,
                    labels || isDamaged(labels.error())
                        ? Text::tr("%1: this is no black box of Signalbox, or it is damaged").arg(file)
                        : labels.error().detail);
    if (const Done known = schema::check(*connection); !known)
        return tl::unexpected(known.error());
    return connection;
}

} // namespace

Result<ExcerptSize> writeExcerpt(const QString &store, const QString &file, const ExcerptOrder &order)
{
    if (!QFile::exists(store))
        return failed(store, Text::tr("nothing was kept of this profile yet"));
    Draft draft(file);
    if (const Done begun = draft.begin(); !begun)
        return tl::unexpected(begun.error());
    auto size = fill(draft.path(), store, order);
    if (!size)
        return size;
    if (const Done named = draft.name(); !named)
        return tl::unexpected(named.error());
    return size;
}

Result<ExcerptLabel> readLabel(const QString &file)
{
    const auto connection = openExcerpt(file);
    if (!connection)
        return tl::unexpected(connection.error());
    auto row = connection->query(u"SELECT profile, since, until FROM blackbox"_s);
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next())
        return fail(ErrorKind::Unsupported, Text::tr("%1: it does not say of what time it is").arg(file));
    return ExcerptLabel{row->value(0).toString(), timeOf(row->value(1).toLongLong()),
                        timeOf(row->value(2).toLongLong())};
}

Result<std::vector<ExcerptNote>> readNotes(const QString &file)
{
    const auto connection = openExcerpt(file);
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = connection->query(u"SELECT time, record FROM note ORDER BY time"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<ExcerptNote> notes;
    while (rows->next())
        notes.push_back({timeOf(rows->value(0).toLongLong()), rows->value(1).toString()});
    return notes;
}

} // namespace signalbox
