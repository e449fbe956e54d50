// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "models/store/message.h"

#include <vector>

/// What receivers are told, as JSON: pure functions, any thread.
namespace signalbox {

/// Of what a message tells, of one alert.
[[nodiscard]] AlertKey keyOf(const Message &message);

/// Whom it comes from, and whose the queue is.
struct ToldFor
{
    QString receiver;
    QString profile;
    std::optional<QString> owner;
};

/// That it fires: a line of `signalbox watch --json` with `profile`, `severity`, `owner` and `delivery`.
[[nodiscard]] Message firedMessage(const ToldFor &who, const AlertChange &change);
/// That what was told has ended.
[[nodiscard]] Message endedMessage(const Message &fired, Instant at, const QString &reason);
/// How many fired and how many ended, and where, in place of messages of their own.
[[nodiscard]] Message groupedMessage(const ToldFor &who, const std::vector<Message> &messages, Instant at);
/// One that nobody need do anything about.
[[nodiscard]] Message testMessage(const ToldFor &who, Instant at);

/// The body of Alertmanager's POST /api/v2/alerts. An alert that is not said again ends there by itself.
[[nodiscard]] QByteArray alertmanagerBody(const std::vector<Message> &messages, Instant now);
inline constexpr Milliseconds alertLife = std::chrono::minutes(5);

} // namespace signalbox
