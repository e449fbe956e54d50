// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertmarks.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// As long as the store keeps them.
constexpr auto remembered = std::chrono::hours(30 * 24);

} // namespace

AlertMarks::AlertMarks(QString storePath, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_path(std::move(storePath))
    , m_clock(clock)
{
    m_worker.setMaxThreadCount(1);
}

/// A disk that takes longer than the pace is not asked twice at once.
void AlertMarks::tick()
{
    const Milliseconds now = m_clock.sinceBoot();
    if (m_isReading || (m_asked && now - *m_asked < readEvery))
        return;
    m_asked = now;
    read();
}

void AlertMarks::read()
{
    m_isReading = true;
    const ReplyPromise<Marks> promise;
    promise.reply().deliver(this, [this](const Result<Marks> &marks) {
        m_isReading = false;
        take(marks);
    });
    m_worker.start([promise, path = m_path, from = m_clock.utc() - remembered] {
        promise.finish(readMarks(path, from));
    });
}

void AlertMarks::write(Mark mark)
{
    const ReplyPromise<Marks> promise;
    promise.reply().deliver(this, [this, mark](const Result<Marks> &marks) {
        if (!marks) {
            Q_EMIT notice(tr("It was not kept, and so nothing has changed: %1").arg(marks.error().detail));
            return;
        }
        take(marks);
        Q_EMIT written(mark);
    });
    m_worker.start([promise, path = m_path, from = m_clock.utc() - remembered, mark = std::move(mark)] {
        promise.finish(writeMark(path, mark).and_then([&] { return readMarks(path, from); }));
    });
}

void AlertMarks::take(const Result<Marks> &marks)
{
    const bool isFirst = !std::exchange(m_isRead, true);
    const auto failure = marks ? std::nullopt : std::optional(marks.error());
    const bool isNews = isFirst || m_failure != failure || (marks && m_all != *marks);
    m_failure = failure;
    if (!isNews)
        return;
    if (marks) {
        m_all = *marks;
        m_marks.clear();
        for (const Mark &mark : m_all)
            m_marks[mark.alert].push_back(mark);
    }
    Q_EMIT changed();
}

/// What another console has seen begin, or this one before it was started anew, has another beginning here:
/// it goes on if it had begun when it was marked.
bool AlertMarks::isOf(const Mark &mark, const Alert &alert) const
{
    return !mark.isOfOver && (!alert.since || *alert.since <= mark.time);
}

std::optional<Mark> AlertMarks::acknowledgement(const Alert &alert) const
{
    const auto marks = m_marks.find(keyOf(alert));
    if (marks == m_marks.end())
        return {};
    const auto last = std::find_if(marks->second.rbegin(), marks->second.rend(), [](const Mark &mark) {
        return mark.kind == Mark::Kind::Acknowledged || mark.kind == Mark::Kind::AcknowledgedNoMore;
    });
    const bool holds = last != marks->second.rend() && last->kind == Mark::Kind::Acknowledged;
    return holds && isOf(*last, alert) ? std::optional(*last) : std::nullopt;
}

std::vector<Mark> AlertMarks::notes(const Alert &alert) const
{
    Marks notes;
    if (const auto marks = m_marks.find(keyOf(alert)); marks != m_marks.end())
        std::copy_if(marks->second.begin(), marks->second.end(), std::back_inserter(notes),
                     [&](const Mark &mark) { return mark.kind == Mark::Kind::Note && isOf(mark, alert); });
    return notes;
}

std::vector<QueueKey> AlertMarks::keys() const
{
    std::vector<QueueKey> keys;
    keys.reserve(m_marks.size());
    for (const auto &[alert, marks] : m_marks)
        keys.push_back(alert.key);
    return keys;
}

const Mark *AlertMarks::lastSnooze(const AlertKey &key) const
{
    const auto marks = m_marks.find(key);
    if (marks == m_marks.end())
        return nullptr;
    const auto last = std::find_if(marks->second.rbegin(), marks->second.rend(),
                                   [](const Mark &mark) { return mark.kind == Mark::Kind::Snoozed; });
    return last != marks->second.rend() && last->until ? &*last : nullptr;
}

AlertSaid AlertMarks::said(const Alert &alert) const
{
    return {acknowledgement(alert), snooze(keyOf(alert))};
}

/// One that begins in the future is none: the clock was set back, and nobody asked for so much silence.
std::optional<Mark> AlertMarks::snooze(const AlertKey &key) const
{
    const Mark *const last = lastSnooze(key);
    const Instant now = m_clock.utc();
    return last && last->time <= now + clockStep && now < *last->until ? std::optional(*last) : std::nullopt;
}

std::optional<Mark> AlertMarks::endedSnooze(const AlertKey &key) const
{
    const Mark *const last = lastSnooze(key);
    const Instant now = m_clock.utc();
    const bool ranOut = last && *last->until > last->time && *last->until <= now;
    return ranOut && now - *last->until <= endedLately ? std::optional(*last) : std::nullopt;
}

Mark AlertMarks::markOf(Mark::Kind kind, const Alert &alert) const
{
    Mark mark;
    mark.kind = kind;
    mark.alert = keyOf(alert);
    mark.since = alert.since;
    mark.time = m_clock.utc();
    mark.person = m_person;
    return mark;
}

void AlertMarks::acknowledge(const Alert &alert)
{
    write(markOf(Mark::Kind::Acknowledged, alert));
}

void AlertMarks::acknowledgeNoMore(const Alert &alert)
{
    write(markOf(Mark::Kind::AcknowledgedNoMore, alert));
}

void AlertMarks::snoozeUntil(const Alert &alert, Instant until)
{
    Mark mark = markOf(Mark::Kind::Snoozed, alert);
    mark.until = until;
    write(std::move(mark));
}

void AlertMarks::endSnooze(const Alert &alert)
{
    snoozeUntil(alert, m_clock.utc());
}

QString AlertMarks::whyNoNote(const QString &words)
{
    if (words.trimmed().isEmpty())
        return tr("There is nothing written yet.");
    if (words.size() > longestNote)
        return tr("A note has %1 characters at most; this one has %2. Shorten it.")
            .arg(longestNote)
            .arg(words.size());
    return {};
}

void AlertMarks::note(const Alert &alert, const QString &words)
{
    if (const QString why = whyNoNote(words); !why.isEmpty()) {
        Q_EMIT notice(why);
        return;
    }
    Mark mark = markOf(Mark::Kind::Note, alert);
    mark.words = words.trimmed();
    write(std::move(mark));
}

} // namespace signalbox
