// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "models/alerts/ownrules.h"
#include "models/board/boardmodel.h"
#include "models/board/liveboard.h"
#include "models/cleanup/cleanupwork.h"
#include "models/identity/keyring.h"
#include "models/identity/tokenservice.h"
#include "models/interventions/desk.h"
#include "models/metrics/metricclients.h"
#include "models/moments/ownpast.h"
#include "models/monitor/watch.h"
#include "models/policy/expectations.h"
#include "models/profile/watchedbyhand.h"
#include "models/store/past.h"
#include "models/store/recorder.h"
#include "models/telling/tellelsewhere.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace signalbox {

/// What the profile is held to: its runbook, or the built-in one, with the rules of its own file.
[[nodiscard]] Result<Runbook> readRunbook(const Profile &profile);
/// What the runbook's file demands of a cluster.
[[nodiscard]] Result<Expectations> readExpectations(const QString &path);

/// One profile in use: the only place that makes a profile's services and hands them down; for the program,
/// its verbs, the tests of windows and the benches alike. Wires sign-in to the watch, and time to rules and
/// board. Owner thread; outlives the window.
class Session final : public QObject
{
    Q_OBJECT

public:
    /// Keyring and clock must outlive it. `receivers`: who is told of alerts elsewhere. `sources`: what else
    /// watches the cluster.
    [[nodiscard]] static Result<std::unique_ptr<Session>>
    open(Profile profile, Keyring &keyring, const Clock &clock, const std::vector<Receiver> &receivers = {},
         const MetricSources &sources = {}, const Limits &limits = {});
    ~Session() override;

    [[nodiscard]] const Profile &profile() const { return m_profile; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] const Runbook &runbook() const { return m_rules->runbook(); } ///< its rules may change
    [[nodiscard]] OwnRules &rules() { return *m_rules; }
    [[nodiscard]] const Expectations &expectations() const { return m_expectations; }
    [[nodiscard]] TokenService &tokens() { return *m_tokens; }
    [[nodiscard]] Client &client() { return *m_client; }
    [[nodiscard]] Watch &watch() { return *m_watch; }
    [[nodiscard]] WatchedByHand &watchedByHand() { return *m_watchedByHand; }
    [[nodiscard]] Recorder &recorder() { return *m_recorder; } ///< who wants it to record starts it
    [[nodiscard]] Past &past() { return *m_past; }
    [[nodiscard]] BoardModel &board() { return *m_board; }
    [[nodiscard]] AlertEngine &alerts() { return *m_alerts; }
    [[nodiscard]] TellElsewhere &elsewhere() { return *m_elsewhere; } ///< while the recorder records
    [[nodiscard]] AlertMarks &marks() { return *m_marks; }
    [[nodiscard]] MetricClients &metrics() { return *m_metrics; }
    [[nodiscard]] Desk &desk() { return *m_desk; }
    [[nodiscard]] Journal &journal() { return *m_journal; }
    [[nodiscard]] CleanUpWork &cleanUp() { return *m_cleanUp; }
    [[nodiscard]] OwnPast &moments() { return *m_moments; }

private:
    Session(Profile profile, std::unique_ptr<OwnRules> rules, Expectations expectations, Keyring &keyring,
            const Clock &clock);
    void build(std::unique_ptr<Client> client, Keyring &keyring, const std::vector<Receiver> &receivers);
    void followUser();
    void followDeletions(const Intervention &ended);

    // From the bottom up: each is made from those above it and dies before them.
    const Profile m_profile;
    const Clock &m_clock;
    const std::unique_ptr<OwnRules> m_rules;
    const Expectations m_expectations;
    std::unique_ptr<TokenService> m_tokens;
    std::unique_ptr<MetricClients> m_metrics;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<Watch> m_watch;
    std::unique_ptr<WatchedByHand> m_watchedByHand;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<Past> m_past;
    std::unique_ptr<AlertEngine> m_alerts;
    std::unique_ptr<AlertMarks> m_marks;
    std::unique_ptr<TellElsewhere> m_elsewhere;
    std::unique_ptr<LiveBoard> m_present;
    std::unique_ptr<BoardModel> m_board;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<OwnPast> m_moments;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<CleanUpWork> m_cleanUp;
    QTimer m_everySecond;
    User m_watchedFor; ///< who the watch is for, or was when nobody is signed in
    bool m_isWatching = false;
};

} // namespace signalbox
