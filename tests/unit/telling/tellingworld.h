// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertmarks.h"
#include "models/store/recorder.h"
#include "models/telling/tellelsewhere.h"
#include "tests/unit/alerts/alertworld.h"
#include "tests/unit/telling/saidalerts.h"

#include <QTemporaryDir>

namespace signalbox::test {

/// Who is told, and takes it or does not.
struct Pager
{
    std::vector<Message> told;
    std::optional<Error> fails;
    bool hangs = false;
};

class PagerSender final : public Sender
{
public:
    explicit PagerSender(Pager &pager)
        : m_pager(pager)
    {
    }
    [[nodiscard]] Reply<bool> send(const std::vector<Message> &messages) override
    {
        if (m_pager.hangs)
            return m_silence.reply();
        if (m_pager.fails)
            return finishedReply<bool>(tl::unexpected(*m_pager.fails));
        m_pager.told.insert(m_pager.told.end(), messages.begin(), messages.end());
        return finishedReply<bool>(true);
    }

private:
    Pager &m_pager;
    const ReplyPromise<bool> m_silence;
};

/// A console that records and tells, as the session makes it.
struct TellingConsole
{
    TellingConsole(AlertWorld &world, const QString &store, const std::vector<Receiver> &receivers,
                   Pager &pager)
        : m_alerts(*world.alerts)
        , recorder(*world.watch, *world.client, world.clock, store)
        , marks(store, world.clock)
    {
        TellElsewhere::Outboxes outboxes;
        for (const Receiver &receiver : receivers)
            outboxes.push_back(std::make_unique<Outbox>(receiver, QStringLiteral("eu"),
                                                        std::make_unique<PagerSender>(pager), world.clock));
        elsewhere =
            std::make_unique<TellElsewhere>(recorder, *world.alerts, marks, world.runbook, world.clock,
                                            QStringLiteral("eu"), store, std::move(outboxes));
        QObject::connect(elsewhere.get(), &TellElsewhere::notice, elsewhere.get(),
                         [this](const QString &sentence) { notices << sentence; });
        recorder.start();
    }
    void tick()
    {
        marks.tick();
        elsewhere->tick();
    }
    void say(const AlertChange &change) { Q_EMIT m_alerts.told(change); }

private:
    AlertEngine &m_alerts;

public:
    Recorder recorder;
    AlertMarks marks;
    std::unique_ptr<TellElsewhere> elsewhere;
    QStringList notices;
};

inline Receiver receiverOf(const QString &id)
{
    return {id, Receiver::Kind::Webhook, {}, {}, {}, {Signal::Danger}, {}, {}};
}

} // namespace signalbox::test
