// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/actsmodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/interventions/journal.h"

#include <QDateTime>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString outcomeText(const Act &act)
{
    if (act.outcome.isEmpty())
        return ActsModel::tr("no outcome recorded");
    return act.sentence.isEmpty() ? act.outcome : ActsModel::tr("%1: %2").arg(act.outcome, act.sentence);
}

QVariant cell(const Act &act, int column)
{
    switch (column) {
    case ActsModel::TimeColumn:
        return formatDateTime(act.time);
    case ActsModel::VerbColumn:
        return displayText(act.activityId.isEmpty() ? act.verb : act.verb + u' ' + act.activityId);
    case ActsModel::WorkflowColumn:
        return displayText(act.workflowId);
    case ActsModel::NamespaceColumn:
        return displayText(act.ns);
    case ActsModel::OutcomeColumn:
        return displayText(outcomeText(act));
    case ActsModel::ReasonColumn:
        return displayText(act.reason);
    case ActsModel::UserColumn:
        return displayText(act.user);
    default:
        return {};
    }
}

QDate dayOf(Instant time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).date();
}

} // namespace

ActsModel::ActsModel(const Journal &journal, const Clock &clock, QObject *parent)
    : KeyedRowsModel(parent)
    , m_journal(journal)
    , m_clock(clock)
{
}

void ActsModel::read()
{
    m_reading.cancel();
    m_reading = m_journal.acts().deliver(this, [this](Result<Acts> acts) {
        m_failure = acts ? std::nullopt : std::optional(acts.error());
        if (acts) {
            m_acts = std::move(*acts);
            m_readAt = m_clock.utc();
        }
        show();
    });
}

void ActsModel::setSpan(Span span)
{
    if (std::exchange(m_span, span) != span)
        show();
}

void ActsModel::show()
{
    const QDate today = dayOf(m_clock.utc());
    std::vector<Act> shown;
    for (const Act &act : m_acts.newestFirst) {
        const QDate day = dayOf(act.time);
        if (m_span == Span::All || day == (m_span == Span::Today ? today : today.addDays(-1)))
            shown.push_back(act);
    }
    merge(std::move(shown), [](const Act &act) { return act.op; });
    Q_EMIT changed();
}

int ActsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == CopyRole && index.column() == TimeColumn)
        return formatZonedTime(act(index.row()).time);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    return cell(act(index.row()), index.column());
}

QVariant ActsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case VerbColumn:
        return tr("What");
    case WorkflowColumn:
        return tr("Workflow id");
    case NamespaceColumn:
        return tr("Namespace");
    case OutcomeColumn:
        return tr("Outcome");
    case ReasonColumn:
        return tr("Reason");
    case UserColumn:
        return tr("By");
    default:
        return {};
    }
}

} // namespace signalbox
