// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/expectations.h"
#include "models/temporal/namespacechange.h"

namespace signalbox {

/// A tenant's namespace, as the runbook wants it.
struct Tenant
{
    QString ns; ///< "tenant-<id>"
    NamespaceWish wish;
    QString rule; ///< the entry's match
    int line = 0; ///< of the runbook's file

    bool operator==(const Tenant &) const = default;
};

/// All that the entry says of what `ns` is to be. Pure, any thread.
[[nodiscard]] NamespaceWish wishOf(const Expectations::Namespace &entry, const QString &ns);

/// Of the last entry that fits "tenant-<id>", which must be one of tenants. Invalid, with a sentence: no
/// namespace may be made of this id. Pure, any thread.
[[nodiscard]] Result<Tenant> tenantOf(const Expectations &expectations, const QString &id);

} // namespace signalbox
