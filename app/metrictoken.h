// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/keyring.h"

#include <QObject>

namespace signalbox {

/// `signalbox metrics token`: puts the token that Prometheus or Alertmanager is sent into the keyring. Ends
/// the event loop. Owner thread.
class MetricToken final : public QObject
{
    Q_OBJECT

public:
    /// The keyring must outlive it. `in`: where the token comes from.
    MetricToken(QString profileName, QString what, Keyring &keyring, int in = 0, QObject *parent = nullptr);

    /// False: it ended with an error before there was anything to wait for.
    [[nodiscard]] bool start();

private:
    const QString m_profileName;
    const QString m_what;
    Keyring &m_keyring;
    const int m_in;
};

} // namespace signalbox
