// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/metricserver.h"
#include "models/metrics/prometheusanswer.h"

namespace signalbox {

/// An alert that an Alertmanager has, whoever sent it.
struct ForeignAlert
{
    enum class State {
        Active,
        Suppressed,  ///< silenced, inhibited, or both
        Unprocessed, ///< it has not decided yet
    };
    QString fingerprint; ///< of its labels
    Labels labels;
    Labels annotations;
    std::optional<Instant> since;
    QString link; ///< where it comes from, as it says; anything
    State state = State::Active;
    QStringList silencedBy;  ///< ids of silences
    QStringList inhibitedBy; ///< fingerprints of alerts
    QStringList receivers;   ///< whom Alertmanager tells of it

    [[nodiscard]] QString label(const QString &name) const; ///< empty: it has none
    bool operator==(const ForeignAlert &) const = default;
};

/// Of GET /api/v2/alerts. Pure, any thread.
[[nodiscard]] Result<std::vector<ForeignAlert>> foreignAlertsOf(const HttpAnswer &answer);

/// An Alertmanager that a profile names. Only reads: silences are made where they are kept. Owner thread.
class Alertmanager
{
public:
    /// Outlived by the keyring.
    Alertmanager(const MetricSource &source, const QString &profileName, Keyring &keyring);

    /// All that stand there and fit the profile's matchers, silenced and inhibited ones too.
    [[nodiscard]] Reply<std::vector<ForeignAlert>> alerts();

private:
    const QStringList m_matchers;
    MetricServer m_server;
};

} // namespace signalbox
