// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace signalbox {

/// What code outside a QObject says to a person: `Text::tr("…")`, any thread. Its context is this type's
/// name; a free function `tr` would have none that lupdate could know, and its texts would never be found at
/// run time.
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::Text)
};

} // namespace signalbox
