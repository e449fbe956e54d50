// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/drift.h"

#include "models/base/text.h"
#include "models/runbook/driftrules.h"

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    const char *name;
    const char *text;
    driftrules::Rule rule;
};

/// By DriftRule.
constexpr std::array<Entry, driftRules> rules{{
    {"namespace_missing", QT_TRANSLATE_NOOP("signalbox::Text", "namespace exists"),
     driftrules::namespaceMissing},
    {"namespace_extra", QT_TRANSLATE_NOOP("signalbox::Text", "namespace is in the runbook"),
     driftrules::namespaceExtra},
    {"retention", QT_TRANSLATE_NOOP("signalbox::Text", "retention"), driftrules::retention},
    {"archival", QT_TRANSLATE_NOOP("signalbox::Text", "archival"), driftrules::archival},
    {"description", QT_TRANSLATE_NOOP("signalbox::Text", "description"), driftrules::description},
    {"owner", QT_TRANSLATE_NOOP("signalbox::Text", "owner"), driftrules::owner},
    {"search_attributes", QT_TRANSLATE_NOOP("signalbox::Text", "search attributes"),
     driftrules::searchAttributes},
    {"protection", QT_TRANSLATE_NOOP("signalbox::Text", "protection"), driftrules::protection},
    {"queue_undeclared", QT_TRANSLATE_NOOP("signalbox::Text", "queue is in the runbook"),
     driftrules::queueUndeclared},
    {"queue_unseen", QT_TRANSLATE_NOOP("signalbox::Text", "queue is in use"), driftrules::queueUnseen},
    {"queue_unpolled", QT_TRANSLATE_NOOP("signalbox::Text", "queue has pollers"), driftrules::queueUnpolled},
    {"queue_unqualified", QT_TRANSLATE_NOOP("signalbox::Text", "queue's name"), driftrules::queueUnqualified},
    {"queue_split", QT_TRANSLATE_NOOP("signalbox::Text", "runs and workers meet"), driftrules::queueSplit},
    {"activity_pollers", QT_TRANSLATE_NOOP("signalbox::Text", "activity pollers"),
     driftrules::activityPollers},
    {"activity_slots", QT_TRANSLATE_NOOP("signalbox::Text", "activity slots"), driftrules::activitySlots},
    {"schedule_to_close", QT_TRANSLATE_NOOP("signalbox::Text", "schedule to close"),
     driftrules::scheduleToClose},
    {"clean_up", QT_TRANSLATE_NOOP("signalbox::Text", "clean-up"), driftrules::cleanUp},
    {"rate_limit", QT_TRANSLATE_NOOP("signalbox::Text", "rate limit"), driftrules::rateLimit},
    {"contradiction", QT_TRANSLATE_NOOP("signalbox::Text", "the runbook agrees with itself"),
     driftrules::contradiction},
}};

bool shows(const std::vector<Drift> &drifts, DriftState state)
{
    return std::any_of(drifts.begin(), drifts.end(),
                       [state](const Drift &drift) { return drift.state == state; });
}

} // namespace

std::vector<Drift> driftsOf(const Expectations &expectations, const SeenCluster &cluster)
{
    std::vector<Drift> all;
    for (std::size_t i = 0; i < rules.size(); ++i)
        for (Drift &drift : rules[i].rule(expectations, cluster)) {
            drift.rule = static_cast<DriftRule>(i);
            all.push_back(std::move(drift));
        }
    return all;
}

QString driftRuleName(DriftRule rule)
{
    return QString::fromLatin1(rules.at(static_cast<std::size_t>(rule)).name);
}

QString driftRuleText(DriftRule rule)
{
    return Text::tr(rules.at(static_cast<std::size_t>(rule)).text);
}

QString driftStateName(DriftState state)
{
    switch (state) {
    case DriftState::Holds:
        return u"holds"_s;
    case DriftState::Drifted:
        return u"drifted"_s;
    case DriftState::Impossible:
        return u"impossible"_s;
    case DriftState::CannotBeKnown:
        return u"cannot_be_known"_s;
    case DriftState::NeverTold:
        break;
    }
    return u"never_told"_s;
}

QString driftStateText(DriftState state)
{
    switch (state) {
    case DriftState::Holds:
        return Text::tr("holds");
    case DriftState::Drifted:
        return Text::tr("drifted");
    case DriftState::Impossible:
        return Text::tr("drifted, for good");
    case DriftState::CannotBeKnown:
        return Text::tr("not known");
    case DriftState::NeverTold:
        break;
    }
    return Text::tr("never told");
}

int exitCode(const std::vector<Drift> &drifts)
{
    if (shows(drifts, DriftState::Drifted) || shows(drifts, DriftState::Impossible))
        return 1;
    return shows(drifts, DriftState::CannotBeKnown) ? 3 : 0;
}

} // namespace signalbox
