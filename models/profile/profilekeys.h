// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace signalbox {

/// A key of profiles.toml and what it is for, as --help and the README tell it; a test holds both to this.
struct ProfileKey
{
    QString name; ///< "tls.server_name" for server_name in [profile.NAME.tls]
    QString text;
};

[[nodiscard]] const std::vector<ProfileKey> &profileKeys();

/// The least that a profiles.toml needs.
[[nodiscard]] QString profileExample();

} // namespace signalbox
