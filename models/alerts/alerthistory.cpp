// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alerthistory.h"

#include "models/alerts/ruletext.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/tabletext.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/policy/rulevalue.h"

#include <algorithm>
#include <map>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString whatHappened(AlertState state)
{
    switch (state) {
    case AlertState::Inactive:
        return Text::tr("has ended");
    case AlertState::Pending:
        return Text::tr("pending");
    case AlertState::Firing:
        return Text::tr("fires");
    case AlertState::Unknown:
        break;
    }
    return Text::tr("not known");
}

/// A word that stays, for programs.
QByteArray stateWord(AlertState state)
{
    switch (state) {
    case AlertState::Inactive:
        return "inactive"_ba;
    case AlertState::Pending:
        return "pending"_ba;
    case AlertState::Firing:
        return "firing"_ba;
    case AlertState::Unknown:
        break;
    }
    return "unknown"_ba;
}

/// What the runbook says of what an alert was of; looked up once for each.
class Rules
{
public:
    explicit Rules(const Runbook &runbook)
        : m_runbook(runbook)
    {
    }

    struct Known
    {
        std::optional<AlertRule> rule;
        QString words;
        QString owner;
    };
    const Known &of(const AlertKey &alert)
    {
        const auto [known, isNew] = m_known.try_emplace(alert);
        if (isNew)
            known->second = lookUp(alert);
        return known->second;
    }

private:
    [[nodiscard]] Known lookUp(const AlertKey &alert) const
    {
        Known known{{}, displayText(alert.rule, 60), m_runbook.ownerOf(alert.key).value_or(QString())};
        const std::vector<AlertRule> rules = m_runbook.rules(alert.key);
        const auto rule = std::find_if(rules.begin(), rules.end(),
                                       [&alert](const AlertRule &one) { return one.id == alert.rule; });
        if (rule == rules.end())
            return known;
        known.rule = *rule;
        known.words = ruleWords(*rule, alert.type);
        return known;
    }

    const Runbook &m_runbook;
    std::map<AlertKey, Known> m_known;
};

} // namespace

std::vector<PastChange> historyOf(const std::vector<Transition> &changes, const Runbook &runbook)
{
    Rules rules(runbook);
    std::map<AlertKey, Instant> begun; ///< when it was pending or firing first
    std::vector<PastChange> history;
    history.reserve(changes.size());
    for (const Transition &change : changes) {
        const AlertKey alert{change.rule, change.key, change.type};
        const Rules::Known &known = rules.of(alert);
        PastChange one{change, whatHappened(change.state), known.words, {}, known.owner, {}};
        one.value = known.rule ? formatRuleValue(known.rule->kind, change.value) : formatCount(change.value);
        if (change.state == AlertState::Pending || change.state == AlertState::Firing)
            begun.try_emplace(alert, change.time);
        if (const auto begin = begun.find(alert);
            change.state == AlertState::Inactive && begin != begun.end()) {
            one.lasted = formatDuration(std::max(change.time - begin->second, Milliseconds(0)));
            begun.erase(begin);
        }
        history.push_back(std::move(one));
    }
    std::reverse(history.begin(), history.end());
    return history;
}

QByteArray csvOf(const std::vector<PastChange> &history)
{
    QByteArray csv = "time,state,rule,namespace,queue,task_type,value,owner,lasted\n"_ba;
    for (const PastChange &one : history) {
        const Transition &change = one.change;
        const QByteArrayList cells{formatZonedTime(change.time).toUtf8(),
                                   stateWord(change.state),
                                   csvCell(change.rule),
                                   csvCell(change.key.ns),
                                   csvCell(change.key.queue),
                                   change.key.queue.isEmpty()          ? ""_ba
                                   : change.type == TaskType::Workflow ? "workflow"_ba
                                                                       : "activity"_ba,
                                   change.value ? QByteArray::number(*change.value) : ""_ba,
                                   csvCell(one.owner),
                                   csvCell(one.lasted)};
        csv += cells.join(',') + '\n';
    }
    return csv;
}

} // namespace signalbox
