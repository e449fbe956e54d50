// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/place.h"

#include <QStringList>

namespace signalbox {

/// A place as the window remembers it.
[[nodiscard]] QStringList keptPlace(const Place &place);
/// The board where nothing was kept, or nothing that can be read.
[[nodiscard]] Place placeOfKept(const QStringList &kept);

} // namespace signalbox
