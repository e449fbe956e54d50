// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "models/base/reply.h"
#include "models/store/mark.h"

#include <QObject>
#include <QThreadPool>

#include <map>

namespace signalbox {

/// What people said of an alert that holds now.
struct AlertSaid
{
    std::optional<Mark> acknowledged;
    std::optional<Mark> snoozed;

    bool operator==(const AlertSaid &) const = default;
};

/// What people said of alerts in this profile, on this machine: kept in its store, read again every 5 s, as
/// its other consoles write there too. An acknowledgement and a note are of what goes on as they are made, a
/// snooze is of its rule there until it ends. Only what is in the store counts; a mark that can't be written
/// is said and changes nothing. Owner thread; the disk is a thread's of its own.
class AlertMarks final : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds readEvery = std::chrono::seconds(5);
    /// That a snooze has ended is told for so long.
    static constexpr Milliseconds endedLately = std::chrono::hours(1);
    static constexpr qsizetype longestNote = 500; ///< characters

    AlertMarks(QString storePath, const Clock &clock, QObject *parent = nullptr);

    /// Once, well or not: what is said until then is of nobody.
    [[nodiscard]] bool isRead() const { return m_isRead; }
    /// What keeps the marks from being known; nothing while they are.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    [[nodiscard]] std::optional<Mark> acknowledgement(const Alert &alert) const;
    /// Of now.
    [[nodiscard]] std::optional<Mark> snooze(const AlertKey &key) const;
    [[nodiscard]] AlertSaid said(const Alert &alert) const;
    /// One whose time ran out lately.
    [[nodiscard]] std::optional<Mark> endedSnooze(const AlertKey &key) const;
    [[nodiscard]] std::vector<Mark> notes(const Alert &alert) const; ///< oldest first
    /// Of which anything was ever said, by what is known.
    [[nodiscard]] std::vector<QueueKey> keys() const;

    /// Who says what follows.
    void setPerson(const QString &name) { m_person = name; }
    void acknowledge(const Alert &alert);
    void acknowledgeNoMore(const Alert &alert);
    void snoozeUntil(const Alert &alert, Instant until);
    void endSnooze(const Alert &alert);
    void note(const Alert &alert, const QString &words);
    /// Why words are no note; empty: they are.
    [[nodiscard]] static QString whyNoNote(const QString &words);

public Q_SLOTS:
    void tick(); ///< once a second

Q_SIGNALS:
    void changed(); ///< what is in the store, or whether it can be read
    void written(const signalbox::Mark &mark);
    void notice(const QString &sentence); ///< for a person: what is not kept

private:
    using Marks = std::vector<Mark>;

    void read();
    void write(Mark mark);
    void take(const Result<Marks> &marks);
    [[nodiscard]] Mark markOf(Mark::Kind kind, const Alert &alert) const;
    [[nodiscard]] const Mark *lastSnooze(const AlertKey &key) const;
    [[nodiscard]] bool isOf(const Mark &mark, const Alert &alert) const;

    const QString m_path;
    const Clock &m_clock;
    QString m_person;
    std::optional<Milliseconds> m_asked; ///< by Clock::sinceBoot, when it was read last
    bool m_isRead = false;
    bool m_isReading = false;
    std::optional<Error> m_failure;
    Marks m_all;
    std::map<AlertKey, Marks> m_marks; ///< the same by what they are of
    QThreadPool m_worker;              ///< one thread, in order; waits for what is to be written
};

} // namespace signalbox
