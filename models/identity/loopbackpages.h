// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace signalbox::loopbackpages {

/// Whole HTTP answers, all static: nothing of a request is ever written back. The page takes the code and
/// state out of the browser's address line and history entry.
[[nodiscard]] QByteArray received();
[[nodiscard]] QByteArray refused();
[[nodiscard]] QByteArray wrongState(); ///< 400
[[nodiscard]] QByteArray junk();       ///< 400
[[nodiscard]] QByteArray nothing();    ///< 404 without a body, for /favicon.ico

} // namespace signalbox::loopbackpages
