// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

/// Patterns of the runbook: '*' stands for anything, also for nothing. Pure, any thread.
namespace signalbox {

[[nodiscard]] bool fits(const QString &pattern, const QString &name);
/// No patterns: everything fits.
[[nodiscard]] bool fitsAny(const QStringList &patterns, const QString &name);
/// What the one '*' of a pattern stands for in a name that fits it; nothing of any other pattern.
[[nodiscard]] std::optional<QString> starPart(const QString &pattern, const QString &name);
/// The same pattern, as short as it can be written: "a**" is "a*".
[[nodiscard]] QString shortest(QString pattern);

} // namespace signalbox
