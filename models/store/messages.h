// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/message.h"
#include "models/store/sqlconnection.h"

#include <vector>

namespace signalbox {

/// Writes what receivers are to be told and what became of it. In transactions of the StoreWriter whose
/// connection it uses.
class MessageWriter
{
public:
    [[nodiscard]] static Result<MessageWriter> open(const SqlConnection &connection);

    [[nodiscard]] Done write(const SqlConnection &connection, const std::vector<MessageNote> &notes);

private:
    struct Statements
    {
        QSqlQuery decide;
        QSqlQuery tell;
        QSqlQuery end;
    };

    explicit MessageWriter(Statements statements);
    [[nodiscard]] Done write(const SqlConnection &connection, const MessageNote &note);

    Statements m_statements;
};

/// All that a store has of them, in the order in which they were decided. Blocking; any thread.
[[nodiscard]] Result<std::vector<Message>> readMessages(const QString &path);

} // namespace signalbox
