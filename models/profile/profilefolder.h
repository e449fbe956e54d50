// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Where the files of profiles lie: the one place that makes a path of a profile's name. Pure functions of
/// the name and the environment; nothing is made or looked at.
namespace signalbox {

/// $XDG_STATE_HOME/signalbox: what may be lost (Qt 6.4 has no standard path for state).
[[nodiscard]] QString stateFolder();
/// $XDG_DATA_HOME/signalbox: what must be kept.
[[nodiscard]] QString dataFolder();

/// A profile may be called anything: one name of a folder, of at most 255 bytes, that no other profile has
/// and that stays where it is put. Letters, digits, "-", "_" and "~" stand as they are, anything else as %XX.
[[nodiscard]] QString profileFolder(const QString &profileName);

/// What the windows of a profile log, for bug reports.
[[nodiscard]] QString logPath(const QString &profileName);

} // namespace signalbox
