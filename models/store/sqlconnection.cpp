// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/sqlconnection.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <atomic>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// SQLITE_CORRUPT and SQLITE_NOTADB (sqlite3.h); the bits above the lowest eight say which kind.
constexpr int corrupt = 11;
constexpr int notADatabase = 26;
constexpr int primaryBits = 0xff;

QString newName()
{
    static std::atomic<int> made = 0;
    return u"store-%1"_s.arg(++made);
}

QString optionsOf(SqlConnection::Access access)
{
    const QString patience = u"QSQLITE_BUSY_TIMEOUT=2000"_s;
    return access == SqlConnection::Access::Read ? u"QSQLITE_OPEN_READONLY;"_s + patience : patience;
}

} // namespace

SqlConnection::SqlConnection(QString name, QString path)
    : m_name(std::move(name))
    , m_path(std::move(path))
{
}

SqlConnection::SqlConnection(SqlConnection &&other) noexcept
    : m_name(std::exchange(other.m_name, {}))
    , m_path(std::move(other.m_path))
{
}

SqlConnection &SqlConnection::operator=(SqlConnection &&other) noexcept
{
    std::swap(m_name, other.m_name);
    std::swap(m_path, other.m_path);
    return *this;
}

SqlConnection::~SqlConnection()
{
    if (!m_name.isEmpty())
        QSqlDatabase::removeDatabase(m_name);
}

Result<SqlConnection> SqlConnection::open(const QString &path, Access access)
{
    SqlConnection connection(newName(), path);
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection.m_name);
    database.setDatabaseName(path);
    database.setConnectOptions(optionsOf(access));
    if (!database.open())
        return connection.failure(database.lastError());
    return connection;
}

Result<QSqlQuery> SqlConnection::prepare(const QString &sql) const
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failure(query.lastError());
    return query;
}

Done SqlConnection::execute(QSqlQuery &query, std::initializer_list<QVariant> values) const
{
    int at = 0;
    for (const QVariant &value : values)
        query.bindValue(at++, value);
    if (!query.exec())
        return failure(query.lastError());
    return {};
}

Result<QSqlQuery> SqlConnection::query(const QString &sql, std::initializer_list<QVariant> values) const
{
    auto query = prepare(sql);
    if (!query)
        return query;
    if (const Done done = execute(*query, values); !done)
        return tl::unexpected(done.error());
    return query;
}

Done SqlConnection::run(const QString &sql, std::initializer_list<QVariant> values) const
{
    return query(sql, values).map([](const QSqlQuery &) {});
}

Result<QVariant> SqlConnection::value(const QString &sql, std::initializer_list<QVariant> values) const
{
    return query(sql, values).map([](QSqlQuery query) { return query.next() ? query.value(0) : QVariant(); });
}

tl::unexpected<Error> SqlConnection::failure(const QSqlError &error) const
{
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return tl::unexpected<Error>(
        Error{ErrorKind::Internal, m_path + u": "_s + words, u"store"_s, {}, error.nativeErrorCode()});
}

std::optional<qint64> knownAt(const QSqlQuery &row, int column)
{
    // A mean comes as a fraction.
    return row.isNull(column) ? std::nullopt : std::optional(qRound64(row.value(column).toDouble()));
}

QVariant sqlValue(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant(QMetaType::fromType<qint64>());
}

QString inFull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

bool isDamaged(const Error &error)
{
    const int code = error.code.toInt() & primaryBits;
    return code == corrupt || code == notADatabase;
}

} // namespace signalbox
