// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/quickfilters.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "ui/widgets/queuequery.h"

#include <QDateTime>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Local midnight, which a day of 23 hours may begin at 01:00.
Instant startOfDay(Instant now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count());
    return Instant(Milliseconds(local.date().startOfDay().toMSecsSinceEpoch()));
}

QString closedToday(const QString &status, Instant now)
{
    return u"ExecutionStatus='%1' AND CloseTime >= '%2'"_s.arg(status, formatIso(startOfDay(now)));
}

QString failedToday(Instant now)
{
    return closedToday(u"Failed"_s, now);
}

QString timedOutToday(Instant now)
{
    return closedToday(u"TimedOut"_s, now);
}

QString terminatedToday(Instant now)
{
    return closedToday(u"Terminated"_s, now);
}

QString running(Instant)
{
    return runningQuery();
}

QString longRunning(Instant now)
{
    return runningQuery() + u" AND StartTime < '%1'"_s.arg(formatIso(now - std::chrono::hours(1)));
}

QString everything(Instant)
{
    return {};
}

} // namespace

const std::vector<QuickFilter> &quickFilters()
{
    static const std::vector<QuickFilter> filters{
        {u"running"_s, Text::tr("Running"), Text::tr("Every running workflow"), running},
        {u"longRunning"_s, Text::tr("Over 1 h"), Text::tr("Running for more than an hour"), longRunning},
        {u"failedToday"_s, Text::tr("Failed today"), Text::tr("Failed since midnight, your time"),
         failedToday},
        {u"timedOutToday"_s, Text::tr("Timed out today"), Text::tr("Timed out since midnight, your time"),
         timedOutToday},
        {u"terminatedToday"_s, Text::tr("Terminated today"), Text::tr("Terminated since midnight, your time"),
         terminatedToday},
        {u"everything"_s, Text::tr("All"), Text::tr("Running and closed ones, no query"), everything},
    };
    return filters;
}

} // namespace signalbox
