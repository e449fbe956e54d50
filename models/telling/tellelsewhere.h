// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/messages.h"
#include "models/store/readingthread.h"
#include "models/telling/bodies.h"
#include "models/telling/outbox.h"

#include <QObject>

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace signalbox {

class AlertEngine;
class AlertMarks;
class Recorder;
class Runbook;

/// Decides what receivers are told: that an alert fires, and that it has ended, once each. What was decided
/// is in the store before it is sent, so a kill loses nothing; an alert that fires after a start as it did
/// before is the same occurrence. What somebody snoozed is not told to fire before its snooze ends. Only the
/// process that records does it. While the cluster does not answer, nothing that fires but that. Owner
/// thread.
class TellElsewhere final : public QObject
{
    Q_OBJECT

public:
    using Outboxes = std::vector<std::unique_ptr<Outbox>>;
    /// What nobody has looked at for so long after a start is not watched any more.
    static constexpr Milliseconds unseenAfter = std::chrono::hours(1);

    TellElsewhere(Recorder &recorder, const AlertEngine &alerts, const AlertMarks &marks,
                  const Runbook &runbook, const Clock &clock, QString profileName, QString storePath,
                  Outboxes outboxes);
    ~TellElsewhere() override;

    void tick();   ///< once a second
    void forget(); ///< for another person: what fires for them is judged anew

Q_SIGNALS:
    void notice(const QString &sentence); ///< for a person: who can't be told, or can again

private:
    using Told = std::pair<std::size_t, AlertKey>; ///< which outbox, of what

    void takeOver();
    void takeBefore(const Result<std::vector<Message>> &messages);
    void take(const AlertChange &change);
    void decide(const AlertKey &key);
    void decideUndecided();
    void end(const AlertKey &key, Instant at, const QString &reason);
    void lookAtWhatStands();
    void endWhatIsOver();
    void takeKept(const std::vector<MessageNote> &notes);
    void note(std::size_t outbox, const MessageNote &one);
    [[nodiscard]] bool isWanted(const Receiver &receiver, const Alert &alert) const;
    [[nodiscard]] std::optional<std::size_t> outboxOf(const QString &receiver) const;

    Recorder &m_recorder;
    const AlertEngine &m_alerts;
    const AlertMarks &m_marks;
    const Runbook &m_runbook;
    const Clock &m_clock;
    const QString m_profileName;
    const QString m_storePath;
    const Outboxes m_outboxes;
    ReadingThread m_reader;
    bool m_isOurs = false;
    bool m_isAway = false;     ///< the cluster does not answer
    bool m_hasSaidWhy = false; ///< it is not
    bool m_isReady = false;    ///< what is in the store is known
    Milliseconds m_readyAt{0};
    Milliseconds m_looked{0};
    std::map<AlertKey, AlertChange> m_firing;
    std::set<AlertKey> m_undecided; ///< of those that fire
    std::map<Told, Message> m_open; ///< that it fires was decided, that it has ended not yet
};

} // namespace signalbox
