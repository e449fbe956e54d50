// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/foreignalertsmodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/metrics/dialect.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownLength = 120;
constexpr qsizetype wordsLength = 300;

const auto ruleLabel = u"signalbox_rule"_s;

/// The server's metrics call it one thing, Signalbox and the SDKs another.
QString queueOf(const ForeignAlert &alert)
{
    const QString queue = alert.label(u"task_queue"_s);
    return queue.isEmpty() ? alert.label(u"taskqueue"_s) : queue;
}

/// By whichever of the usual annotations it has.
QString wordsOf(const ForeignAlert &alert)
{
    for (const QString &name : {u"summary"_s, u"description"_s, u"message"_s, u"sentence"_s})
        if (const auto found = alert.annotations.find(name); found != alert.annotations.end())
            return found->second;
    return {};
}

QVariant cell(const ForeignAlert &alert, int column)
{
    switch (column) {
    case ForeignAlertsModel::StateColumn:
        return foreignStateText(alert);
    case ForeignAlertsModel::AlertColumn:
        return displayText(alert.label(u"alertname"_s), shownLength);
    case ForeignAlertsModel::SeverityColumn:
        return displayText(alert.label(u"severity"_s), shownLength);
    case ForeignAlertsModel::NamespaceColumn:
        return displayText(alert.label(u"namespace"_s), shownLength);
    case ForeignAlertsModel::QueueColumn:
        return displayText(queueOf(alert), shownLength);
    case ForeignAlertsModel::SinceColumn:
        return formatDateTime(alert.since);
    case ForeignAlertsModel::WordsColumn:
        return displayText(wordsOf(alert), wordsLength);
    default:
        return {};
    }
}

/// By what a list is put in order.
auto place(const ForeignAlert &alert)
{
    return std::tuple(alert.state != ForeignAlert::State::Active, alert.since.value_or(Instant::max()),
                      alert.fingerprint);
}

QString nameAndText(const QString &name, const QString &text)
{
    return u"%1: %2"_s.arg(displayText(name, shownLength), displayText(text));
}

} // namespace

FiringNames firingNames(const std::vector<ListedAlert> &ours)
{
    FiringNames names;
    for (const ListedAlert &one : ours) {
        if (one.stage != AlertStage::Firing && one.stage != AlertStage::Recovering)
            continue;
        const Alert &alert = one.alert;
        const QString ns = talliedName(alert.key.ns);
        const QString queue = talliedName(alert.key.queue);
        names.insert({alert.rule, ns, queue, QString()});
        if (!queue.isEmpty())
            names.insert(
                {alert.rule, ns, queue, alert.type == TaskType::Workflow ? u"workflow"_s : u"activity"_s});
    }
    return names;
}

bool isListed(const FiringNames &ours, const QString &profileName, const ForeignAlert &alert)
{
    const QString rule = alert.label(ruleLabel);
    const QString profile = alert.label(u"profile"_s);
    const bool isSent = profile == profileName && alert.label(u"alertname"_s) == rule;
    if (rule.isEmpty() || (!profile.isEmpty() && !isSent))
        return false;
    // Prometheus has the type with a capital letter.
    return ours.contains({rule, talliedName(alert.label(u"namespace"_s)), talliedName(queueOf(alert)),
                          alert.label(u"task_type"_s).toLower()});
}

QString foreignStateText(const ForeignAlert &alert)
{
    switch (alert.state) {
    case ForeignAlert::State::Active:
        return Text::tr("active");
    case ForeignAlert::State::Unprocessed:
        return Text::tr("not processed yet");
    case ForeignAlert::State::Suppressed:
        break;
    }
    QStringList states;
    if (!alert.silencedBy.isEmpty())
        states << Text::tr("silenced");
    if (!alert.inhibitedBy.isEmpty())
        states << Text::tr("inhibited");
    return states.isEmpty() ? Text::tr("suppressed") : states.join(u", "_s);
}

QStringList foreignAlertLines(const ForeignAlert &alert)
{
    QStringList lines;
    for (const auto &[name, text] : alert.annotations)
        lines << nameAndText(name, text);
    for (const auto &[name, text] : alert.labels)
        lines << u"%1 = %2"_s.arg(displayText(name, shownLength), displayText(text));
    const auto add = [&lines](const QString &name, const QStringList &texts) {
        if (!texts.isEmpty())
            lines << nameAndText(name, texts.join(u", "_s));
    };
    add(Text::tr("silenced by"), alert.silencedBy);
    add(Text::tr("inhibited by"), alert.inhibitedBy);
    add(Text::tr("told to"), alert.receivers);
    if (!alert.link.isEmpty())
        lines << nameAndText(Text::tr("from"), alert.link);
    return lines;
}

ForeignAlertsModel::ForeignAlertsModel(QString profileName, QObject *parent)
    : KeyedRowsModel(parent)
    , m_profileName(std::move(profileName))
{
}

void ForeignAlertsModel::setAlerts(std::vector<ForeignAlert> alerts)
{
    m_all = std::move(alerts);
    std::sort(m_all.begin(), m_all.end(),
              [](const ForeignAlert &one, const ForeignAlert &other) { return place(one) < place(other); });
    show();
}

void ForeignAlertsModel::setOurs(const std::vector<ListedAlert> &ours)
{
    FiringNames firing = firingNames(ours);
    if (firing == m_ours)
        return;
    m_ours = std::move(firing);
    show();
}

void ForeignAlertsModel::show()
{
    std::vector<ForeignAlert> shown;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(shown),
                 [this](const ForeignAlert &alert) { return !isListed(m_ours, m_profileName, alert); });
    m_hidden = m_all.size() - shown.size();
    merge(std::move(shown), [](const ForeignAlert &alert) { return alert.fingerprint; });
}

int ForeignAlertsModel::rowOf(const QString &fingerprint) const
{
    const auto found = std::find_if(rows().begin(), rows().end(), [&fingerprint](const ForeignAlert &alert) {
        return alert.fingerprint == fingerprint;
    });
    return found == rows().end() ? -1 : static_cast<int>(found - rows().begin());
}

int ForeignAlertsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ForeignAlertsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ForeignAlert &one = alert(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell(one, index.column());
    if (role == CopyRole && index.column() == SinceColumn)
        return formatZonedTime(one.since);
    return {};
}

QVariant ForeignAlertsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case AlertColumn:
        return tr("Alert");
    case SeverityColumn:
        return tr("Severity");
    case NamespaceColumn:
        return tr("Namespace");
    case QueueColumn:
        return tr("Queue");
    case SinceColumn:
        return tr("Since");
    case WordsColumn:
        return tr("What it says");
    default:
        return {};
    }
}

} // namespace signalbox
