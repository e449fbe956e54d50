// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/store/calltally.h"
#include "models/store/kept.h"
#include "models/store/lookrow.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace signalbox {

class Client;
class StoreKeeper;
class Watch;

/// Keeps what the watch sees, and what this console calls, in the profile's store: one a profile, whoever
/// holds the store's lock; the others try for it every 5 s. Commits as often. Where nothing can be kept it
/// says so once, tries again, and says when it can. Owner thread; the disk is written by a thread of its own.
class Recorder final : public QObject
{
    Q_OBJECT

public:
    /// A kill loses what was seen in this time at most.
    static constexpr Milliseconds commitEvery = std::chrono::seconds(5);

    Recorder(Watch &watch, const Client &client, const Clock &clock, const QString &path,
             QObject *parent = nullptr);
    ~Recorder() override; ///< writes what is left, and waits for it

    void start();
    /// Kept with the looks that it rests on.
    void note(const Transition &transition);
    void note(const Judgement &judgement);
    /// Kept at once, with all that came before it.
    void note(const MessageNote &note);

    /// Nothing yet known: nullopt.
    [[nodiscard]] std::optional<Kept::State> state() const { return m_state; }

Q_SIGNALS:
    void notice(const QString &sentence); ///< for a person: what is not kept, or no more, or again
    /// These survive a kill from now on; where nothing can be kept, as far as they can. Not where another
    /// process records.
    void keptMessages(const std::vector<signalbox::MessageNote> &notes);

private:
    /// By Clock::sinceBoot, when what of a namespace is in the store already was asked.
    struct Counted
    {
        Milliseconds running{-1};
        Milliseconds closes{-1};
    };

    void note(const NamespaceSample &sample);
    void noteCalls();
    void keep();
    void take(const Kept &kept, const std::vector<MessageNote> &messages);
    void say(const Kept &kept, std::optional<Kept::State> before);

    const Client &m_client;
    const Clock &m_clock;
    StoreBatch m_batch; ///< since the last attempt
    std::map<QString, Counted> m_counted;
    CallTally m_calls;
    QTimer m_timer;
    QTimer m_soon; ///< for what is not kept waiting
    bool m_isBusy = false;
    std::optional<Kept::State> m_state;
    std::unique_ptr<StoreKeeper> m_keeper; ///< the thread's
    QThreadPool m_thread;                  ///< one, for ever: a connection belongs to it
};

} // namespace signalbox
