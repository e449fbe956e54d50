// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/alertmanager.h"
#include "models/metrics/prometheus.h"

#include <memory>

namespace signalbox {

/// What else watches a profile's cluster, as far as the profile names it. Owner thread.
struct MetricClients
{
    /// Outlived by keyring and clock.
    MetricClients(const MetricSources &sources, QString profileName, Keyring &keyring, const Clock &clock);

    const QString profileName;
    const std::unique_ptr<Prometheus> prometheus;     ///< null: none is named
    const std::unique_ptr<Alertmanager> alertmanager; ///< likewise
};

} // namespace signalbox
