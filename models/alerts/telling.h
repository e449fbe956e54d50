// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "models/store/readingthread.h"
#include "models/store/transition.h"

#include <QObject>

#include <deque>
#include <map>
#include <set>

namespace signalbox {

class AlertEngine;
class AlertMarks;

/// What a person is told who does not look at the console. Plain text, safe to show.
struct Bubble
{
    QString title;
    QString text;
    std::optional<QueueKey> opens; ///< what it is about, where it is one thing
    bool isDanger = false;         ///< else something has ended

    bool operator==(const Bubble &) const = default;
};

/// Decides what is told: each danger once as it fires and once as it ends, of what comes together three and
/// then one for the rest, at most that in a minute. While the cluster does not answer, nothing but that. What
/// is lowered to a caution is not told, until it is no more; what somebody snoozed not before the snooze
/// ends, and then, told or not, if it is a danger still. Owner thread.
class Telling final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t singly = 3;
    static constexpr Milliseconds within = std::chrono::minutes(1);

    Telling(const AlertEngine &alerts, const AlertMarks &marks, const Clock &clock, QString profile,
            QObject *parent = nullptr);

    /// What another process told of the same dangers is in the store. Nothing is told before it is read.
    void start(const QString &storePath);
    /// Once a second. `isOurs`: no other process tells; nullopt: not known yet, what there is to tell waits.
    void tick(std::optional<bool> isOurs);
    /// For another person: what fires for them is new.
    void forget();

Q_SIGNALS:
    void told(const signalbox::Bubble &bubble);

private:
    void take(const AlertChange &change);
    void fire(const AlertKey &key, const AlertChange &change);
    void end(const AlertKey &key, const AlertChange &change);
    void takeBefore(const std::vector<Transition> &transitions);
    void lookAtLowered();
    void lookAtSnoozed();
    [[nodiscard]] std::vector<AlertChange> takeTellable();
    void tell(std::vector<AlertChange> &waiting);
    [[nodiscard]] bool isToldBefore(const AlertKey &key, const AlertChange &change) const;
    [[nodiscard]] Bubble bubbleOf(const AlertChange &change) const;
    [[nodiscard]] Bubble bubbleOf(const std::vector<AlertChange> &changes) const;

    const AlertEngine &m_alerts;
    const AlertMarks &m_marks;
    const Clock &m_clock;
    const QString m_profile;
    ReadingThread m_reader;
    bool m_isReady = false;
    std::map<AlertKey, Instant> m_before; ///< when it fired last, whoever told it
    std::set<AlertKey> m_dangers;         ///< that fire, told or about to be
    std::set<AlertKey> m_lowered;         ///< that fire and are no dangers
    std::set<AlertKey> m_snoozed;         ///< of the dangers, as they were looked at last
    std::vector<AlertChange> m_waiting;   ///< to be told
    std::deque<Milliseconds> m_shown;     ///< when single ones were told, within the last minute
    std::optional<Milliseconds> m_grouped;
    Milliseconds m_looked{0}; ///< at what is lowered
};

} // namespace signalbox
