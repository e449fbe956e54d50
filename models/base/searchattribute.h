// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// What a search attribute of a namespace may be called, and its types: pure functions, any thread.
namespace signalbox {

/// Of one namespace in a runbook: far above what a server on SQL takes of all types.
inline constexpr qsizetype mostSearchAttributes = 100;
/// As `temporal operator search-attribute` writes them: "Keyword".
[[nodiscard]] const QStringList &searchAttributeTypes();
/// Whether it can be used in every query without quotes, and is none of Temporal's own.
[[nodiscard]] bool isSearchAttributeName(const QString &name);

} // namespace signalbox
