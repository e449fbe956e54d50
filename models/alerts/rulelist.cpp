// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulelist.h"

#include "models/alerts/ruletext.h"
#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/policy/ruledraft.h"
#include "models/policy/runbookreader.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int shownLength = 60;

bool isEverywhere(const Runbook::Rule &rule)
{
    return rule.namespaces.isEmpty() && rule.queues.isEmpty();
}

/// Those of a kind, the one that holds first in front.
std::vector<Runbook::Rule> holdingOf(const Runbook &runbook, RuleKind kind)
{
    std::vector<Runbook::Rule> holding;
    const auto &all = runbook.allRules();
    for (auto rule = all.rbegin(); rule != all.rend(); ++rule) {
        if (rule->rule.kind != kind)
            continue;
        holding.push_back(*rule);
        if (isEverywhere(*rule))
            break; // those before it hold nowhere
    }
    return holding;
}

QString patternsText(const QStringList &patterns)
{
    QStringList shown;
    for (const QString &pattern : patterns)
        shown << displayText(pattern, shownLength);
    return shown.join(u", "_s);
}

QString originText(const ListedRule &one)
{
    return one.follows ? Text::tr("as the one of workflow tasks") : originName(one.rule.origin);
}

QString cell(const ListedRule &one, int column)
{
    const AlertRule &rule = one.rule.rule;
    switch (column) {
    case RuleListModel::IdColumn:
        return displayText(rule.id, shownLength);
    case RuleListModel::KindColumn:
        return kindWords(rule.kind);
    case RuleListModel::LimitColumn:
        return u"> "_s + ruleLimit(rule);
    case RuleListModel::ForColumn:
        return rule.forDuration > 0ms ? ruleDuration(rule.forDuration) : Text::tr("at once");
    case RuleListModel::SeverityColumn:
        return one.rule.enabled ? signalName(rule.severity) : Text::tr("off");
    case RuleListModel::WhereColumn:
        return whereOf(one.rule);
    case RuleListModel::OriginColumn:
        return originText(one);
    default:
        return {};
    }
}

} // namespace

bool ListedRule::operator==(const ListedRule &other) const
{
    return draftOf(rule) == draftOf(other.rule) && rule.origin == other.rule.origin &&
           follows == other.follows;
}

std::vector<ListedRule> listRules(const Runbook &runbook)
{
    std::vector<ListedRule> rules;
    for (std::size_t i = 0; i < ruleKinds; ++i) {
        const auto kind = static_cast<RuleKind>(i);
        const std::vector<Runbook::Rule> holding = holdingOf(runbook, kind);
        for (const Runbook::Rule &rule : holding)
            rules.push_back({rule, false});
        const bool isSaid = !holding.empty() && isEverywhere(holding.back());
        if (const auto like = isSaid ? std::nullopt : runbook.rule(kind, theCluster)) {
            Runbook::Rule rule;
            rule.rule = *like;
            rules.push_back({rule, true});
        }
    }
    return rules;
}

QString originName(Runbook::Origin origin)
{
    switch (origin) {
    case Runbook::Origin::Runbook:
        return Text::tr("runbook");
    case Runbook::Origin::Profile:
        return Text::tr("beside the profile");
    case Runbook::Origin::BuiltIn:
        break;
    }
    return Text::tr("built in");
}

QString whereOf(const Runbook::Rule &rule)
{
    if (scopeOf(rule.rule.kind) == RuleScope::Cluster)
        return Text::tr("the cluster");
    if (isEverywhere(rule))
        return Text::tr("everywhere");
    if (rule.queues.isEmpty())
        return patternsText(rule.namespaces);
    const QString namespaces =
        rule.namespaces.isEmpty() ? Text::tr("everywhere") : patternsText(rule.namespaces);
    return u"%1 / %2"_s.arg(namespaces, patternsText(rule.queues));
}

int RuleListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RuleListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ListedRule &one = rule(index.row());
    if (role == Qt::ToolTipRole && index.column() == KindColumn)
        return tr("%1: in a runbook %2").arg(cell(one, KindColumn), kindName(one.rule.rule.kind));
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell(one, index.column());
    return {};
}

QVariant RuleListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn:
        return tr("Rule");
    case KindColumn:
        return tr("Of");
    case LimitColumn:
        return tr("Limit");
    case ForColumn:
        return tr("For");
    case SeverityColumn:
        return tr("Severity");
    case WhereColumn:
        return tr("Where");
    case OriginColumn:
        return tr("Said by");
    default:
        return {};
    }
}

void RuleListModel::setRules(std::vector<ListedRule> rules)
{
    merge(std::move(rules), [](const ListedRule &one) { return one.rule.rule.id; });
}

int RuleListModel::rowOf(const QString &id) const
{
    const auto found = std::find_if(rows().begin(), rows().end(),
                                    [&id](const ListedRule &one) { return one.rule.rule.id == id; });
    return found == rows().end() ? -1 : static_cast<int>(found - rows().begin());
}

} // namespace signalbox
