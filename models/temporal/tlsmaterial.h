// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

#include <string>

namespace signalbox {

/// What a profile's [tls] section names, read and looked through: texts in PEM form, empty where none is
/// named.
struct TlsMaterial
{
    std::string authorities; ///< empty: the system's
    std::string certificates;
    std::string key;
};

/// Configuration errors name the profile's key, and the file: one that can't be read or is not in PEM form, a
/// key that is encrypted or another certificate's. Reads files; once, when the client is made.
[[nodiscard]] Result<TlsMaterial> readTlsMaterial(const TlsSettings &tls);

} // namespace signalbox
