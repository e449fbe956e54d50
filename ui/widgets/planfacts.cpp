// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/planfacts.h"

#include "models/interventions/namespaceplan.h"

namespace signalbox {

using namespace Qt::StringLiterals;

std::vector<Fact> planFacts(const NamespacePlan &plan)
{
    std::vector<Fact> facts;
    facts.reserve(plan.lines.size());
    for (const PlanLine &line : plan.lines)
        facts.push_back({u"plan%1"_s.arg(facts.size()), planSymbol(line.kind) + u' ' + line.field,
                         planChange(line), false, line.reason, line.kind == PlanLine::Kind::Impossible});
    return facts;
}

} // namespace signalbox
