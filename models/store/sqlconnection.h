// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QSqlQuery>
#include <QVariant>

#include <initializer_list>
#include <optional>

namespace signalbox {

/// One connection to the store's file, closed when this dies; used on the thread that opened it, and
/// outlived by no query of its own. Errors name the file; their code is SQLite's number. Move-only.
class SqlConnection
{
public:
    enum class Access { Read, Write };

    /// Who waits for another connection waits 2 s at most.
    [[nodiscard]] static Result<SqlConnection> open(const QString &path, Access access);
    SqlConnection(SqlConnection &&other) noexcept;
    SqlConnection &operator=(SqlConnection &&other) noexcept;
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;
    ~SqlConnection();

    [[nodiscard]] Result<QSqlQuery> prepare(const QString &sql) const;
    /// With the values in place of the statement's question marks; what it read before is let go.
    [[nodiscard]] Done execute(QSqlQuery &query, std::initializer_list<QVariant> values) const;
    /// Prepared and executed.
    [[nodiscard]] Result<QSqlQuery> query(const QString &sql,
                                          std::initializer_list<QVariant> values = {}) const;
    [[nodiscard]] Done run(const QString &sql, std::initializer_list<QVariant> values = {}) const;
    /// The first column of the first row; null where there is none.
    [[nodiscard]] Result<QVariant> value(const QString &sql,
                                         std::initializer_list<QVariant> values = {}) const;

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    SqlConnection(QString name, QString path);
    [[nodiscard]] tl::unexpected<Error> failure(const class QSqlError &error) const;

    QString m_name; ///< of QSqlDatabase; empty: moved away
    QString m_path;
};

/// NULL is nullopt, both ways.
[[nodiscard]] std::optional<qint64> knownAt(const QSqlQuery &row, int column);
[[nodiscard]] QVariant sqlValue(std::optional<qint64> value);
/// Qt stores a null string as NULL.
[[nodiscard]] QString inFull(const QString &text);

/// Whether SQLite said that the file is none of its own, or damaged.
[[nodiscard]] bool isDamaged(const Error &error);

} // namespace signalbox
