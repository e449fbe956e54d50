// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace signalbox {

enum class IconTone { Text, OnFrame };

/// One of our own drawings (resources/icons/NAME.svg), drawn in the palette's colour each time it is painted:
/// quiet text, accent when on, faded when disabled; or white for the environment's band.
[[nodiscard]] QIcon themedIcon(const QString &name, IconTone tone = IconTone::Text);

/// The program's own, in its own colours, for windows and task bars.
[[nodiscard]] QIcon programIcon();

} // namespace signalbox
