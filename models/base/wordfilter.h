// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace signalbox {

/// What a person types to narrow a list: each word stands in one of the names, each with a '-' before it in
/// none. Pure, any thread.
[[nodiscard]] bool fitsWords(const QString &text, const QStringList &names);

} // namespace signalbox
