// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/pendingactivitymodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/workflows/executiontext.h"
#include "models/workflows/failuretext.h"

#include <algorithm>
#include <limits>

namespace signalbox {

using namespace Qt::StringLiterals;

PendingActivityModel::PendingActivityModel(const Clock &clock, QObject *parent)
    : KeyedRowsModel(parent)
    , m_clock(clock)
{
}

void PendingActivityModel::setActivities(std::vector<PendingActivity> activities)
{
    // The server's order changes from call to call; by id, rows stay where they are. Ids are mostly numbers.
    std::sort(activities.begin(), activities.end(), [](const auto &left, const auto &right) {
        return std::pair(left.activityId.size(), left.activityId) <
               std::pair(right.activityId.size(), right.activityId);
    });
    const auto sameId = [](const auto &left, const auto &right) {
        return left.activityId == right.activityId;
    };
    activities.erase(std::unique(activities.begin(), activities.end(), sameId), activities.end());
    merge(std::move(activities), [](const PendingActivity &each) { return each.activityId; });
}

const PendingActivity &PendingActivityModel::activity(int row) const
{
    return KeyedRowsModel::row(row);
}

int PendingActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

namespace {

QString attemptText(const PendingActivity &activity)
{
    const QString attempt = QString::number(activity.attempt);
    return activity.maximumAttempts > 0
               ? PendingActivityModel::tr("%1 of %2").arg(attempt, QString::number(activity.maximumAttempts))
               : attempt;
}

/// Relative to `now`, so a view that stays open repaints it.
QString nextAttemptText(const PendingActivity &activity, Instant now)
{
    if (activity.state == ActivityState::Started)
        return PendingActivityModel::tr("running");
    if (!activity.nextAttemptTime || *activity.nextAttemptTime <= now)
        return formatDuration(std::nullopt);
    return PendingActivityModel::tr("in %1").arg(formatDuration(*activity.nextAttemptTime - now));
}

QVariant cell(const PendingActivity &activity, int column, Instant now)
{
    switch (column) {
    case PendingActivityModel::IdColumn:
        return displayText(activity.activityId);
    case PendingActivityModel::TypeColumn:
        return displayText(activity.type);
    case PendingActivityModel::StateColumn:
        return activityStateName(activity.state);
    case PendingActivityModel::AttemptColumn:
        return attemptText(activity);
    case PendingActivityModel::NextAttemptColumn:
        return nextAttemptText(activity, now);
    case PendingActivityModel::WorkerColumn:
        return displayText(activity.lastWorker);
    case PendingActivityModel::FailureColumn:
        return displayText(causeText(activity.lastFailure));
    default:
        return {};
    }
}

QVariant sortValue(const PendingActivity &activity, int column, Instant now)
{
    switch (column) {
    case PendingActivityModel::AttemptColumn:
        return activity.attempt;
    case PendingActivityModel::NextAttemptColumn:
        return activity.nextAttemptTime
                   ? QVariant::fromValue<qint64>(activity.nextAttemptTime->time_since_epoch().count())
                   : QVariant::fromValue(std::numeric_limits<qint64>::max());
    default:
        return cell(activity, column, now);
    }
}

} // namespace

QVariant PendingActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell(activity(index.row()), index.column(), m_clock.utc());
    case SortRole:
        return sortValue(activity(index.row()), index.column(), m_clock.utc());
    case ActivityIdRole:
        return activity(index.row()).activityId;
    default:
        return {};
    }
}

QVariant PendingActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn:
        return tr("Activity id");
    case TypeColumn:
        return tr("Type");
    case StateColumn:
        return tr("State");
    case AttemptColumn:
        return tr("Attempt");
    case NextAttemptColumn:
        return tr("Next try");
    case WorkerColumn:
        return tr("Last worker");
    case FailureColumn:
        return tr("Last failure");
    default:
        return {};
    }
}

} // namespace signalbox
