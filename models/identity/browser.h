// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QUrl>

namespace signalbox {

/// Opens an address in the person's browser: the first program of $BROWSER that starts (a list separated by
/// colons, "%s" or the end is the address), else xdg-open. No shell is involved. QDesktopServices is not
/// used: it needs a platform with a URL service, which headless ones lack.
[[nodiscard]] Done openInBrowser(const QUrl &address);

} // namespace signalbox
