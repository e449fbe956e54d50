// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/driftquery.h"

#include "models/base/format.h"
#include "models/monitor/queuewalk.h"

namespace signalbox::driftrules {

using namespace Qt::StringLiterals;

QString openSince(Instant before)
{
    return u"ExecutionStatus='Running' AND StartTime < '%1'"_s.arg(formatIso(before));
}

QString openOn(const QString &queue)
{
    return u"ExecutionStatus='Running' AND TaskQueue="_s + quotedName(queue);
}

QString recentOn(const QString &queue)
{
    return u"TaskQueue="_s + quotedName(queue);
}

} // namespace signalbox::driftrules
