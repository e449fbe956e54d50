// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/countrow.h"

#include "models/store/lookrow.h"

namespace signalbox {

std::optional<OpenRow> openRowOf(const NamespaceSample &sample)
{
    if (!sample.running || !sample.time)
        return {};
    return OpenRow{sample.info.name, storedTime(*sample.time),
                   std::chrono::ceil<std::chrono::seconds>(countValidity).count(), *sample.running,
                   sample.paused};
}

CloseRow closeRowOf(const QString &ns, const CloseSample &closes, Instant asked)
{
    return {ns,
            storedTime(closes.from),
            storedTime(closes.to),
            storedTime(asked),
            closes.counts,
            storedTime(closes.midnight),
            closes.failedToday};
}

} // namespace signalbox
