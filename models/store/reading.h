// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/schema.h"
#include "models/store/sqlconnection.h"

#include <QFile>

namespace signalbox {

/// What a store has, in one state of it however many statements that takes; nothing where there is none.
template <class T, class Read>
[[nodiscard]] Result<T> readWith(const QString &path, Read read)
{
    if (!QFile::exists(path))
        return T();
    const auto connection = SqlConnection::open(path, SqlConnection::Access::Read);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const Done begun = connection->run(QStringLiteral("BEGIN")); !begun) // ends with the connection
        return tl::unexpected(begun.error());
    return schema::check(*connection).and_then([&] { return read(*connection); });
}

} // namespace signalbox
