// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <map>
#include <optional>

namespace signalbox {

/// What of a namespace is to be set; what is not said stays as it is. A text can't be emptied: the server
/// takes an empty one for none (1.32.1).
struct NamespaceChange
{
    std::optional<std::chrono::seconds> retention{};
    QString description{};
    QString ownerEmail{};
    bool deprecates = false;
    std::map<QString, QString> data{}; ///< added to what is there

    bool operator==(const NamespaceChange &) const = default;
};

} // namespace signalbox
