// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/interventions/namespaceplan.h"
#include "models/runbook/tenant.h"

#include <QByteArray>

namespace signalbox {

/// What `signalbox tenant plan` prints.
struct TenantReport
{
    QString profile;
    QString runbook; ///< the file's name
    Instant time;
    Tenant tenant;
    NamespacePlan plan;
};

/// One JSON object; what isn't known is null; UTF-8, indented, with a newline at its end.
[[nodiscard]] QByteArray toJson(const TenantReport &report);
/// A line each, with its symbol: plain text, safe for a terminal.
[[nodiscard]] QString toText(const TenantReport &report);

} // namespace signalbox
