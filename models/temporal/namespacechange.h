// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/inventory.h"

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
    /// Of history and of visibility alike. Of one that is on the address, which can be set once.
    std::optional<Archival> archival{};
    std::map<QString, QString> data{}; ///< added to what is there

    bool operator==(const NamespaceChange &) const = default;
};

/// What a namespace is to be, whether it exists or not. What is not said may be as it is.
struct NamespaceWish
{
    std::optional<std::chrono::seconds> retention{};
    QString description{}; ///< of one that says nothing of itself
    QString ownerEmail{};
    std::optional<Archival> archival{}; ///< of history and of visibility alike
    SearchAttributes searchAttributes{};

    bool operator==(const NamespaceWish &) const = default;
};

} // namespace signalbox
