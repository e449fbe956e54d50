// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/lookrow.h"
#include "models/store/sqlconnection.h"

#include <map>

namespace signalbox {

/// Writes what was counted of namespaces and of the console's own calls, by the minute. In transactions of
/// the StoreWriter whose connection it uses.
class CountWriter
{
public:
    /// What namespaces there are is read, and those of which nothing is kept are forgotten.
    [[nodiscard]] static Result<CountWriter> open(const SqlConnection &connection);

    [[nodiscard]] Done write(const SqlConnection &connection, const StoreBatch &batch);

private:
    struct Statements
    {
        QSqlQuery ns;
        QSqlQuery running;
        QSqlQuery longer; ///< of a count that stands still
        QSqlQuery closed;
        QSqlQuery calls;
    };

    struct Namespace
    {
        qint64 id = 0;
        std::optional<OpenRow> first; ///< of the row that is open, with its time
        qint64 until = 0;             ///< that it speaks
    };

    explicit CountWriter(Statements statements);
    [[nodiscard]] Done load(const SqlConnection &connection);
    [[nodiscard]] Result<Namespace *> find(const SqlConnection &connection, const QString &ns);
    [[nodiscard]] Done insert(const SqlConnection &connection, const OpenRow &row);
    [[nodiscard]] Done insert(const SqlConnection &connection, const CloseRow &row);
    [[nodiscard]] Done insert(const SqlConnection &connection, const CallRow &row);

    Statements m_statements;
    std::map<QString, Namespace> m_namespaces;
    qint64 m_lastId = 0;
};

} // namespace signalbox
