// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/metricclients.h"

namespace signalbox {

MetricClients::MetricClients(const MetricSources &sources, QString name, Keyring &keyring, const Clock &clock)
    : profileName(std::move(name))
    , prometheus(sources.prometheus
                     ? std::make_unique<Prometheus>(*sources.prometheus, profileName, keyring, clock)
                     : nullptr)
    , alertmanager(sources.alertmanager
                       ? std::make_unique<Alertmanager>(*sources.alertmanager, profileName, keyring)
                       : nullptr)
{
}

} // namespace signalbox
