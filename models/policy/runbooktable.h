// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/tomltable.h"

#include <QHash>

#include <chrono>

/// What the runbook's tables have in common. Included by its readers alone.
namespace signalbox::runbooktable {

// Far above what a team writes, and so little that the checks among them take no time.
inline constexpr std::size_t mostNamed = 2000;  ///< namespaces, queues and alerts, each
inline constexpr std::size_t mostDemands = 100; ///< of each other kind
inline constexpr qsizetype mostPatterns = 50;   ///< in one list
inline constexpr qsizetype longestText = 1000;  ///< Temporal's own limit for names

/// [[key]]: none at all where there are more than `most`.
[[nodiscard]] std::vector<TomlTable> tables(TomlTable &root, const char *key, std::size_t most);
[[nodiscard]] QString text(TomlTable &table, const char *key);
[[nodiscard]] QString requiredText(TomlTable &table, const char *key);
[[nodiscard]] QStringList patterns(TomlTable &table, const char *key);
/// "90s", "5m", "2h", "3d"; nothing: it is none.
[[nodiscard]] std::optional<std::chrono::seconds> parseDuration(const QString &text);
[[nodiscard]] std::optional<std::chrono::seconds> duration(TomlTable &table, const char *key);
[[nodiscard]] std::chrono::seconds requiredDuration(TomlTable &table, const char *key);
[[nodiscard]] std::optional<qint64> count(TomlTable &table, const char *key);
/// A text of the file within a sentence about it.
[[nodiscard]] QString quoted(const QString &text);

/// The names of one kind of table, each with its line.
class Names
{
public:
    /// Refuses the second one.
    void add(TomlTable &table, const char *key, const QString &name);

private:
    QHash<QString, int> m_lines;
};

} // namespace signalbox::runbooktable
