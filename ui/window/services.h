// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

class AlertEngine;
class AlertMarks;
class BoardModel;
class CleanUpWork;
class Client;
class Clock;
class Desk;
struct Expectations;
class Journal;
class MomentSource;
class OwnRules;
class Past;
class Recorder;
class Runbook;
class TellElsewhere;
class TokenService;
class Watch;
class WatchedByHand;
struct MetricClients;
struct Profile;

/// What a window is built on: one profile's models, owned by app/session and outliving the window. The window
/// takes from it what each page's constructor asks for; pages never see it.
struct Services
{
    const Profile &profile;
    const Clock &clock;
    const Runbook &runbook; ///< its rules may change
    OwnRules &rules;
    const Expectations &expectations;
    TokenService &tokens;
    Client &client;
    Watch &watch;
    WatchedByHand &watchedByHand;
    Recorder &recorder;
    TellElsewhere &elsewhere;
    Past &past;
    BoardModel &board;
    AlertEngine &alerts;
    AlertMarks &marks;
    MetricClients &metrics;
    Desk &desk;
    CleanUpWork &cleanUp;
    const Journal &journal;
    MomentSource &moments;
    QString profilesFile; ///< where the profile stands; empty: nowhere, as in tests
};

} // namespace signalbox
