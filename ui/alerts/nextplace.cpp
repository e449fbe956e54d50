// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/nextplace.h"

#include "models/base/text.h"
#include "models/monitor/problemwatch.h"

namespace signalbox {

Place placeOf(const Alert &alert)
{
    switch (scopeOf(alert.key)) {
    case RuleScope::Queue:
        return Place::ofQueue(alert.key);
    case RuleScope::Namespace:
        return Place::ofWorkflows(alert.key.ns,
                                  alert.kind == RuleKind::TaskFailures ? problemsQuery() : QString());
    case RuleScope::Cluster:
        break;
    }
    return Place::board();
}

NextPlace nextPlace(const Alert &alert, const Verdict &verdict)
{
    switch (scopeOf(alert.key)) {
    case RuleScope::Queue:
        if (verdict.next.opens == NextStep::Opens::Workflows)
            return {Text::tr("Show its workflows"), Place::ofWorkflows(alert.key.ns, verdict.next.query)};
        return {Text::tr("Open the queue"), placeOf(alert)};
    case RuleScope::Namespace:
        if (alert.kind == RuleKind::TaskFailures)
            return {Text::tr("Show the runs whose tasks fail"), placeOf(alert)};
        if (verdict.next.opens == NextStep::Opens::Workflows)
            return {Text::tr("Show these runs"), Place::ofWorkflows(alert.key.ns, verdict.next.query)};
        return {Text::tr("Show its runs"), placeOf(alert)};
    case RuleScope::Cluster:
        break;
    }
    return {Text::tr("Open the board"), placeOf(alert)};
}

} // namespace signalbox
