// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/drifttext.h"

#include "models/base/text.h"

#include <QStringList>

namespace signalbox {

using namespace Qt::StringLiterals;

QString driftPlaceText(const QueueKey &subject)
{
    if (!subject.ns.isEmpty())
        return subject.ns;
    return subject.queue.isEmpty() ? Text::tr("the whole") : Text::tr("queues of the runbook");
}

DriftCounts driftCounts(const std::vector<Drift> &drifts)
{
    DriftCounts counts;
    for (const Drift &drift : drifts)
        ++counts[drift.state];
    return counts;
}

QString driftTotalsText(const DriftCounts &counts)
{
    QStringList parts;
    for (const DriftState state : driftStates)
        if (const auto found = counts.find(state); found != counts.end())
            parts << u"%1 %2"_s.arg(QString::number(found->second), driftStateText(state));
    return parts.isEmpty() ? Text::tr("the runbook says nothing that could be held against it")
                           : parts.join(u"; "_s);
}

} // namespace signalbox
