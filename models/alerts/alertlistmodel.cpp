// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertlistmodel.h"

#include "models/alerts/ruletext.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/policy/runbook.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Of a name in a column.
constexpr qsizetype shownLength = 120;

bool fits(const ListedAlert &one, const AlertFilter &filter)
{
    return (!filter.stage || one.stage == *filter.stage) &&
           (filter.owner.isEmpty() || one.owner == filter.owner) &&
           (filter.ns.isEmpty() || one.alert.key.ns == filter.ns) && (!filter.onlyOpen || one.isOpen());
}

QVariant cell(const ListedAlert &one, int column)
{
    const QueueKey &key = one.alert.key;
    switch (column) {
    case AlertListModel::SignalColumn:
        return signalName(one.alert.signal);
    case AlertListModel::RuleColumn:
        return ruleWords(one.rule, one.alert.type);
    case AlertListModel::NamespaceColumn:
        return scopeOf(key) == RuleScope::Cluster ? AlertListModel::tr("the cluster")
                                                  : displayText(key.ns, shownLength);
    case AlertListModel::QueueColumn:
        return key.queue.isEmpty() ? QString() : displayText(shortQueueName(key), shownLength);
    case AlertListModel::ValueColumn:
        return ruleValueAndLimit(one.rule, one.alert.value);
    case AlertListModel::AgeColumn:
        return one.age;
    case AlertListModel::StateColumn:
        return stageName(one.stage);
    case AlertListModel::OwnerColumn:
        return displayText(one.owner, shownLength);
    case AlertListModel::MarkColumn:
        return markText(one);
    default:
        return {};
    }
}

/// What a cell says in less.
QVariant toolTip(const ListedAlert &one, int column)
{
    if (column == AlertListModel::RuleColumn)
        return ruleDefinition(one.rule, one.alert.type);
    if (column == AlertListModel::StateColumn && one.stage == AlertStage::Muted)
        return AlertListModel::tr("Nothing is known of it because the cluster does not answer, or did not a "
                                  "moment ago; that has an alert of its own.");
    if (column == AlertListModel::StateColumn && one.alert.inferred)
        return AlertListModel::tr("By the age of its oldest task: the time before was not watched.");
    return cell(one, column);
}

QVariant copied(const ListedAlert &one, int column)
{
    if (column == AlertListModel::QueueColumn)
        return one.alert.key.queue;
    if (column == AlertListModel::AgeColumn)
        return formatZonedTime(one.alert.since);
    return cell(one, column);
}

} // namespace

void AlertListModel::setAlerts(std::vector<ListedRow> alerts)
{
    m_all = std::move(alerts);
    show();
}

void AlertListModel::setFilter(const AlertFilter &filter)
{
    m_filter = filter;
    show();
}

void AlertListModel::show()
{
    std::vector<ListedRow> shown;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(shown),
                 [this](const ListedRow &row) { return fits(*row.alert, m_filter); });
    merge(std::move(shown), [](const ListedRow &row) { return row.id; });
}

int AlertListModel::rowOf(const AlertKey &key) const
{
    const auto found = std::find_if(rows().begin(), rows().end(), [&key](const ListedRow &row) {
        const Alert &alert = row.alert->alert;
        return alert.key == key.key && alert.rule == key.rule && alert.type == key.type;
    });
    return found == rows().end() ? -1 : static_cast<int>(found - rows().begin());
}

int AlertListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlertListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ListedAlert &one = alert(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(one, index.column());
    case Qt::ToolTipRole:
        return toolTip(one, index.column());
    case CopyRole:
        return copied(one, index.column());
    case SignalRole:
        return static_cast<int>(one.alert.signal);
    case IsOpenRole:
        return one.isOpen();
    default:
        return {};
    }
}

QVariant AlertListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SignalColumn:
        return tr("Signal");
    case RuleColumn:
        return tr("Rule");
    case NamespaceColumn:
        return tr("Namespace");
    case QueueColumn:
        return tr("Queue");
    case ValueColumn:
        return tr("Value");
    case AgeColumn:
        return tr("For");
    case StateColumn:
        return tr("State");
    case OwnerColumn:
        return tr("Owner");
    case MarkColumn:
        return tr("Taken by");
    default:
        return {};
    }
}

QString markText(const ListedAlert &one)
{
    QStringList parts;
    if (one.acknowledged)
        parts << Text::tr("acknowledged by %1").arg(displayText(one.acknowledged->person, 60));
    if (one.snoozed)
        parts << Text::tr("snoozed until %1").arg(formatZonedMinute(*one.snoozed->until));
    else if (one.snoozeEnded)
        parts << Text::tr("snooze ended at %1").arg(formatZonedMinute(*one.snoozeEnded->until));
    if (one.notes == 1)
        parts << Text::tr("1 note");
    else if (one.notes > 1)
        parts << Text::tr("%1 notes").arg(one.notes);
    return parts.join(u", "_s);
}

} // namespace signalbox
