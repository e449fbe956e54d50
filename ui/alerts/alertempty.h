// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

class AlertEngine;
class AlertListModel;
class Watch;

/// Why the list of alerts has no row: nobody has looked yet, nothing fits the filter, or all is well, and
/// then of how much that is known.
[[nodiscard]] QString emptyAlertsText(const AlertListModel &list, const AlertEngine &engine,
                                      const Watch &watch);
/// What no rule can judge because it may not be read; empty: nothing.
[[nodiscard]] QString unreadableText(const Watch &watch);

} // namespace signalbox
