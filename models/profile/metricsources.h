// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QStringList>
#include <QUrl>

#include <optional>

class QDir;

namespace signalbox {

class TomlTable;

/// [profile.NAME.prometheus] or [profile.NAME.alertmanager]: where it is, and what of it is this cluster's.
/// Plain value, checked by its reader: an address that is https or on loopback, matchers that are some.
struct MetricSource
{
    QUrl url;              ///< below it lies api/
    QString caCertPath;    ///< empty: the system's authorities
    QStringList matchers;  ///< `name="value"`, as PromQL has them
    bool hasToken = false; ///< the keyring has one for it

    bool operator==(const MetricSource &) const = default;
};

/// What else watches the cluster.
struct MetricSources
{
    std::optional<MetricSource> prometheus;
    std::optional<MetricSource> alertmanager;

    bool operator==(const MetricSources &) const = default;
};

/// Those of one profile's table; what is wrong with them is told by its file.
[[nodiscard]] MetricSources readMetricSources(TomlTable &profile, const QDir &folder);
/// Those of a profile in profiles.toml, of which readProfiles() took the rest. Blocking file access.
[[nodiscard]] Result<MetricSources> readMetricSources(const QString &path, const QString &profileName);

} // namespace signalbox
