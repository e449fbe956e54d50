// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/signal.h"

#include <QStringList>
#include <QUrl>

#include <vector>

class QDir;

namespace signalbox {

class TomlTable;

/// [[profile.NAME.tell]]: who is told of alerts beyond this desktop, and of which. Plain value, checked by
/// its reader: an address that is https or on loopback, a command that is a list.
struct Receiver
{
    enum class Kind { Alertmanager, Webhook, Command };
    QString id; ///< letters, digits, "-" and "_"
    Kind kind = Kind::Webhook;
    QUrl url;           ///< the webhook's, or where Alertmanager has its api/v2
    QString caCertPath; ///< empty: the system's authorities
    QStringList argv;   ///< of a command: the program and what it is given
    std::vector<Signal> severities{Signal::Danger};
    QStringList namespaces; ///< patterns; none: all
    QStringList owners;     ///< likewise

    bool operator==(const Receiver &) const = default;
};

/// The word of profiles.toml.
[[nodiscard]] QString kindName(Receiver::Kind kind);

/// Those of one profile's table; what is wrong with them is told by its file.
[[nodiscard]] std::vector<Receiver> readReceivers(TomlTable &profile, const QDir &folder);
/// Those of a profile in profiles.toml, of which readProfiles() took the rest. Blocking file access.
[[nodiscard]] Result<std::vector<Receiver>> readReceivers(const QString &path, const QString &profileName);

} // namespace signalbox
