// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// Patterns of names, in which '*' stands for anything: pure functions, any thread.
namespace signalbox {

[[nodiscard]] bool fits(const QString &pattern, const QString &name);
/// No pattern at all: every name does.
[[nodiscard]] bool fitsAny(const QStringList &patterns, const QString &name);

} // namespace signalbox
