// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/moments/handover.h"

#include <QObject>

namespace signalbox {

class AlertEngine;
class Client;
class MomentSource;
class Past;
class Watch;

/// Gathers a hand-over: what is now of the rules, what was of the store, what was done of the journal, and of
/// the server what others did. Owner thread; outlived by all it is made of.
class HandOverReader final : public QObject
{
    Q_OBJECT

public:
    HandOverReader(Client &client, const AlertEngine &alerts, const Watch &watch, Past &past,
                   MomentSource &moments, const Runbook &runbook, const Clock &clock,
                   QObject *parent = nullptr);

    void read(const QString &profile, Instant since);
    [[nodiscard]] bool isReading() const { return m_isReading; }
    [[nodiscard]] const HandOver &handOver() const { return m_handOver; } ///< the last whole one

Q_SIGNALS:
    void finished();

private:
    void takeTransitions(const Result<std::vector<Transition>> &transitions);
    void takeActs(const Result<std::vector<Act>> &acts);
    void takeOthers(const Result<OthersDeeds> &others);
    void takeNow();
    void miss(const QString &sentence);

    const AlertEngine &m_alerts;
    const Watch &m_watch;
    Past &m_past;
    MomentSource &m_moments;
    const Runbook &m_runbook;
    const Clock &m_clock;
    OthersReader m_others;
    Delivery m_delivery;
    HandOver m_underWay;
    HandOver m_handOver;
    std::vector<Transition> m_transitions;
    bool m_isReading = false;
};

} // namespace signalbox
