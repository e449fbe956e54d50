// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertengine.h"

namespace signalbox {

/// What `signalbox watch` tells: how the alerts stand once the watch has seen everything, or as soon as the
/// cluster is found not to answer; from then on each change. Owner thread.
class WatchRun final : public QObject
{
    Q_OBJECT

public:
    WatchRun(const Watch &watch, const AlertEngine &alerts, QObject *parent = nullptr);

Q_SIGNALS:
    void begun(int standing); ///< so many alerts stand
    void told(const signalbox::AlertChange &change);

private:
    void begin();
    void take(const AlertChange &change);

    const AlertEngine &m_alerts;
    bool m_hasBegun = false;
};

} // namespace signalbox
