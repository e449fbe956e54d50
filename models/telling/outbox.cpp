// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/outbox.h"

#include "models/telling/bodies.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace signalbox {

using Step = Message::Step;
using What = MessageNote::What;

Outbox::Outbox(Receiver receiver, QString profileName, std::unique_ptr<Sender> sender, const Clock &clock,
               QObject *parent)
    : QObject(parent)
    , m_receiver(std::move(receiver))
    , m_profileName(std::move(profileName))
    , m_sender(std::move(sender))
    , m_clock(clock)
{
}

void Outbox::add(const Message &message)
{
    if (m_sender->wantsWhatStands() && message.step == Step::Ended)
        drop(message.occurrence); // it is not said again that it fires
    if (m_sender->wantsWhatStands() || !message.isTold)
        m_waiting.push_back({message, 0, {}});
}

void Outbox::tick()
{
    giveUpOld();
    const Milliseconds now = m_clock.sinceBoot();
    while (!m_sent.empty() && now - m_sent.front() >= within)
        m_sent.pop_front();
    if (m_isSending || !m_patience.isOver(now))
        return;
    if (const auto messages = m_sender->wantsWhatStands() ? standing(now) : next(); !messages.empty())
        send(messages);
}

/// What was not told yet, and what is to be said again.
std::vector<Message> Outbox::standing(Milliseconds now) const
{
    std::vector<Message> messages;
    if (!m_sent.empty() && now - m_sent.back() < spacing)
        return messages;
    for (const Waiting &one : m_waiting)
        if (messages.size() < atOnce && (!one.said || now - *one.said >= saidAgain))
            messages.push_back(one.message);
    return messages;
}

/// The first of those that were tried least; while the allowance lasts.
std::vector<Message> Outbox::next()
{
    const Waiting *best = nullptr;
    QSet<QString> begun; // what is still to be told
    for (const Waiting &one : m_waiting) {
        if (one.message.step == Step::Fired)
            begun.insert(one.message.occurrence);
        else if (begun.contains(one.message.occurrence))
            continue;
        if (!best || one.rank() < best->rank())
            best = &one;
    }
    if (!best || m_sent.size() > singly || (m_sent.size() == singly && group()))
        return {};
    return {best->message};
}

/// Of what was tried already nobody knows whether it has come: it stays as it is.
bool Outbox::group()
{
    QSet<QString> tried;
    std::vector<Message> all;
    for (const Waiting &one : m_waiting) {
        if (one.message.step == Step::Grouped)
            return false; // it is to be told first
        if (one.attempts > 0)
            tried.insert(one.message.occurrence);
        else if (!tried.contains(one.message.occurrence))
            all.push_back(one.message);
    }
    if (all.size() < 2)
        return false;
    const ToldFor who{m_receiver.id, m_profileName, {}};
    Q_EMIT became({What::Decided, groupedMessage(who, all, m_clock.utc())});
    for (const Message &message : all) {
        std::erase_if(m_waiting, [&](const Waiting &one) { return one.message == message; });
        Q_EMIT became({message.step == Step::Fired ? What::Told : What::Over, message});
    }
    return true;
}

void Outbox::giveUpOld()
{
    const Instant now = m_clock.utc();
    std::vector<Message> old;
    for (const Waiting &one : m_waiting)
        if (!one.message.isTold && now - one.message.time >= givenUpAfter)
            old.push_back(one.message);
    if (old.empty())
        return;
    for (const Message &message : old) {
        drop(message.occurrence);
        Q_EMIT became({What::Over, message});
    }
    Q_EMIT notice(tr("%1 could not be told of %2 changes of alerts for a day; they are given up: %3")
                      .arg(m_receiver.id, QString::number(old.size()), m_why));
}

void Outbox::send(const std::vector<Message> &messages)
{
    m_isSending = true;
    m_sent.push_back(m_clock.sinceBoot());
    m_sender->send(messages).deliver(
        this, [this, messages](const Result<bool> &result) { take(messages, result); });
}

void Outbox::take(const std::vector<Message> &messages, const Result<bool> &result)
{
    m_isSending = false;
    if (!result)
        return takeFailure(messages, result.error());
    if (m_patience.failures() >= failuresSaid)
        Q_EMIT notice(tr("%1 is told of alerts again").arg(m_receiver.id));
    m_patience.succeed();
    for (const Message &message : messages)
        takeTold(message);
}

void Outbox::takeTold(const Message &message)
{
    const auto found = find(message);
    if (found == m_waiting.end())
        return; // it has ended meanwhile, and that is to be told
    const bool wasTold = std::exchange(found->message.isTold, true);
    if (message.step != Step::Fired) {
        drop(message.occurrence);
        Q_EMIT became({What::Over, message});
        return;
    }
    found->said = m_clock.sinceBoot();
    if (!m_sender->wantsWhatStands())
        m_waiting.erase(found);
    if (!wasTold)
        Q_EMIT became({What::Told, message});
}

void Outbox::takeFailure(const std::vector<Message> &messages, const Error &error)
{
    for (const Message &message : messages)
        if (const auto found = find(message); found != m_waiting.end())
            ++found->attempts;
    m_why = error.detail;
    m_patience.fail(m_clock.sinceBoot());
    if (m_patience.failures() == failuresSaid)
        Q_EMIT notice(
            tr("%1 can't be told of alerts: %2. It is tried again, for a day.").arg(m_receiver.id, m_why));
}

void Outbox::drop(const QString &occurrence)
{
    std::erase_if(m_waiting, [&](const Waiting &one) { return one.message.occurrence == occurrence; });
}

Outbox::Queue::iterator Outbox::find(const Message &message)
{
    return std::find_if(m_waiting.begin(), m_waiting.end(),
                        [&](const Waiting &one) { return one.message.id() == message.id(); });
}

} // namespace signalbox
