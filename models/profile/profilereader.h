// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

namespace signalbox {

/// Reads profiles.toml. Unknown keys, wrong types and unusable values are refused with file, line and the
/// key's name in Error::detail; nothing is taken from a file with an error. Blocking file access: call it
/// before the window opens or off the UI thread.
[[nodiscard]] Result<std::vector<Profile>> readProfiles(const QString &path);

/// The profile named, or the only one; otherwise an error that lists the names.
[[nodiscard]] Result<Profile> chooseProfile(const std::vector<Profile> &profiles, const QString &name);

/// profiles.toml in the XDG config folder of Signalbox, or in `configDir` if that is given.
[[nodiscard]] QString profilesPath(const QString &configDir);

} // namespace signalbox
