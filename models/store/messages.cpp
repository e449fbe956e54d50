// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/messages.h"

#include "models/store/lookrow.h"
#include "models/store/reading.h"

namespace signalbox {

using namespace Qt::StringLiterals;

MessageWriter::MessageWriter(Statements statements)
    : m_statements(std::move(statements))
{
}

Result<MessageWriter> MessageWriter::open(const SqlConnection &connection)
{
    auto decide = connection.prepare(
        u"INSERT INTO message (receiver, occurrence, step, time, told, body) VALUES (?, ?, ?, ?, 0, ?) "
        "ON CONFLICT (receiver, occurrence, step) DO NOTHING"_s);
    auto tell = connection.prepare(
        u"UPDATE message SET told = 1 WHERE receiver = ? AND occurrence = ? AND step = ?"_s);
    auto end = connection.prepare(u"DELETE FROM message WHERE receiver = ? AND occurrence = ?"_s);
    for (const auto *statement : {&decide, &tell, &end})
        if (!*statement)
            return tl::unexpected(statement->error());
    return MessageWriter({std::move(*decide), std::move(*tell), std::move(*end)});
}

Done MessageWriter::write(const SqlConnection &connection, const std::vector<MessageNote> &notes)
{
    for (const MessageNote &note : notes)
        if (Done done = write(connection, note); !done)
            return done;
    return {};
}

Done MessageWriter::write(const SqlConnection &connection, const MessageNote &note)
{
    const Message &message = note.message;
    const int step = static_cast<int>(message.step);
    switch (note.what) {
    case MessageNote::What::Decided:
        return connection.execute(m_statements.decide,
                                  {message.receiver, message.occurrence, step, storedTime(message.time),
                                   QString::fromUtf8(message.body)});
    case MessageNote::What::Told:
        return connection.execute(m_statements.tell, {message.receiver, message.occurrence, step});
    case MessageNote::What::Over:
        break;
    }
    return connection.execute(m_statements.end, {message.receiver, message.occurrence});
}

Result<std::vector<Message>> readMessages(const QString &path)
{
    using Messages = std::vector<Message>;
    return readWith<Messages>(path, [](const SqlConnection &connection) -> Result<Messages> {
        const auto kept = schema::hasMessages(connection);
        if (!kept || !*kept)
            return kept.map([](bool) { return Messages(); });
        auto rows = connection.query(
            u"SELECT receiver, occurrence, step, time, body, told FROM message ORDER BY id"_s);
        if (!rows)
            return tl::unexpected(rows.error());
        Messages messages;
        while (rows->next())
            messages.push_back({rows->value(0).toString(), rows->value(1).toString(),
                                static_cast<Message::Step>(rows->value(2).toInt()),
                                timeOf(rows->value(3).toLongLong()), rows->value(4).toString().toUtf8(),
                                rows->value(5).toBool()});
        return messages;
    });
}

} // namespace signalbox
