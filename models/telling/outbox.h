// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/receiver.h"
#include "models/store/message.h"
#include "models/telling/patience.h"
#include "models/telling/sender.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>
#include <utility>

namespace signalbox {

/// What waits to be told to one receiver, and, for one that wants to know what stands, what it is told again.
/// One attempt at a time; a message that fails lets the others by, but an end never its beginning. Single
/// ones for a minute's allowance, then one that counts the rest. What could not be told in a day is given up,
/// and said. Owner thread.
class Outbox final : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds within = std::chrono::minutes(1);
    static constexpr std::size_t singly = 9; ///< within it; then one for all others
    static constexpr Milliseconds saidAgain = std::chrono::minutes(1);
    static constexpr Milliseconds spacing = std::chrono::seconds(5); ///< of what is told many at once
    static constexpr std::size_t atOnce = 500;
    static constexpr Milliseconds givenUpAfter = std::chrono::hours(24);
    static constexpr int failuresSaid = 3; ///< in a row: one that comes right by itself is no news

    Outbox(Receiver receiver, QString profileName, std::unique_ptr<Sender> sender, const Clock &clock,
           QObject *parent = nullptr);

    [[nodiscard]] const Receiver &receiver() const { return m_receiver; }
    /// What survives a kill, in the order of decisions.
    void add(const Message &message);
    void tick(); ///< once a second

Q_SIGNALS:
    void became(const signalbox::MessageNote &note);
    void notice(const QString &sentence); ///< for a person

private:
    struct Waiting
    {
        Message message;
        int attempts = 0;
        std::optional<Milliseconds> said; ///< when it was told last, to one that is told again

        /// A group goes before what came after it.
        [[nodiscard]] std::pair<int, bool> rank() const
        {
            return {attempts, message.step != Message::Step::Grouped};
        }
    };
    using Queue = std::deque<Waiting>;

    [[nodiscard]] std::vector<Message> standing(Milliseconds now) const;
    [[nodiscard]] std::vector<Message> next();
    [[nodiscard]] bool group(); ///< whether there was something to group
    void giveUpOld();
    void send(const std::vector<Message> &messages);
    void take(const std::vector<Message> &messages, const Result<bool> &result);
    void takeTold(const Message &message);
    void takeFailure(const std::vector<Message> &messages, const Error &error);
    void drop(const QString &occurrence);
    [[nodiscard]] Queue::iterator find(const Message &message);

    const Receiver m_receiver;
    const QString m_profileName;
    const std::unique_ptr<Sender> m_sender;
    const Clock &m_clock;
    Queue m_waiting;
    std::deque<Milliseconds> m_sent; ///< within the last minute
    Patience m_patience;
    QString m_why; ///< it failed last
    bool m_isSending = false;
};

} // namespace signalbox
