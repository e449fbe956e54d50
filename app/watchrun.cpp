// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchrun.h"

#include "models/monitor/watch.h"

namespace signalbox {

WatchRun::WatchRun(const Watch &watch, const AlertEngine &alerts, QObject *parent)
    : QObject(parent)
    , m_alerts(alerts)
{
    connect(&watch, &Watch::firstSweepFinished, this, &WatchRun::begin);
    connect(&alerts, &AlertEngine::told, this, &WatchRun::take);
}

void WatchRun::begin()
{
    if (std::exchange(m_hasBegun, true))
        return;
    const std::vector<AlertChange> standing = m_alerts.standing();
    for (const AlertChange &change : standing)
        Q_EMIT told(change);
    Q_EMIT begun(static_cast<int>(standing.size()));
}

void WatchRun::take(const AlertChange &change)
{
    if (m_hasBegun)
        Q_EMIT told(change);
    else if (change.alert.key == theCluster && change.alert.state == AlertState::Firing)
        begin();
}

} // namespace signalbox
