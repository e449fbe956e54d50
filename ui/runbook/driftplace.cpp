// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runbook/driftplace.h"

#include "models/base/text.h"
#include "ui/widgets/queuequery.h"

namespace signalbox {

DriftPlace placeOf(const ListedDrift &one)
{
    const Drift &drift = one.drift;
    const QueueKey &subject = drift.subject;
    if (!one.query.isEmpty())
        return {Text::tr("Show its workflows"), Place::ofWorkflows(subject.ns, one.query)};
    if (!subject.ns.isEmpty() && !subject.queue.isEmpty())
        return {Text::tr("Open the queue"), Place::ofQueue(subject)};
    const bool isThere = drift.rule != DriftRule::NamespaceMissing || drift.state == DriftState::Holds;
    if (!subject.ns.isEmpty() && isThere)
        return {Text::tr("Open the namespace"), Place::ofWorkflows(subject.ns, runningQuery())};
    return {Text::tr("Open the board"), Place::board()};
}

} // namespace signalbox
