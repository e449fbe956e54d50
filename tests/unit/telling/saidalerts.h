// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "models/telling/bodies.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::test {

/// As the engine would say it.
inline AlertChange change(const QueueKey &key, AlertState state, Instant at, Signal signal = Signal::Danger)
{
    AlertChange change;
    change.at = at;
    change.from = AlertState::Pending;
    change.alert.rule = key.ns.isEmpty() ? QStringLiteral("unreachable") : QStringLiteral("backlog");
    change.alert.kind = key.ns.isEmpty() ? RuleKind::Unreachable : RuleKind::Backlog;
    change.alert.key = key;
    change.alert.state = state;
    change.alert.signal = signal;
    change.alert.threshold = 100;
    if (state == AlertState::Firing)
        change.alert.value = 150;
    change.alert.since = at - std::chrono::minutes(5);
    change.source = QStringLiteral("DescribeTaskQueue");
    change.reason = state == AlertState::Firing ? QStringLiteral("over 100 for 5 m 00 s") : QString();
    return change;
}

inline QJsonObject objectOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

/// A message of its own for each number.
inline Message firedOf(int number, Instant at, const QString &receiver = QStringLiteral("pager"))
{
    return firedMessage(
        {receiver, QStringLiteral("eu"), {}},
        change({QStringLiteral("ns"), QStringLiteral("q%1").arg(number)}, AlertState::Firing, at));
}

} // namespace signalbox::test
