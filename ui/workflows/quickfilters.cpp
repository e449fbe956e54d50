// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/quickfilters.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "ui/widgets/queuequery.h"

#include <QDateTime>
#include <QRegularExpression>

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

QRegularExpression expression(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
}

const auto rangePattern = uR"(\b(?:StartTime|CloseTime)\s*>=\s*'[^']*')"_s;

/// What a query demands, and how it is to be ordered.
struct QueryParts
{
    QString condition;
    QString order;

    [[nodiscard]] QString text() const
    {
        return condition.isEmpty() || order.isEmpty() ? condition + order : condition + u' ' + order;
    }
};

QueryParts partsOf(const QString &query)
{
    static const QRegularExpression order = expression(uR"((?:^|\s)order\s+by\s.*$)"_s);
    const qsizetype at = query.indexOf(order);
    return at < 0 ? QueryParts{query.trimmed(), {}}
                  : QueryParts{query.first(at).trimmed(), query.sliced(at).trimmed()};
}

QString withoutRangeIn(QString condition)
{
    static const QRegularExpression behind = expression(uR"(\s+and\s+)"_s + rangePattern);
    static const QRegularExpression before = expression(rangePattern + uR"(\s+and\s+)"_s);
    static const QRegularExpression alone = expression(u'^' + rangePattern + u'$');
    return condition.remove(behind).remove(before).remove(alone);
}

/// AND binds closer: what stands on both sides of an OR must be held together first.
bool hasOpenOr(QString condition)
{
    static const QRegularExpression quoted(uR"('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"_s);
    static const QRegularExpression braced(uR"(\([^()]*\))"_s);
    static const QRegularExpression either = expression(uR"(\bor\b)"_s);
    condition.remove(quoted);
    while (condition.contains(braced))
        condition.remove(braced);
    return condition.contains(either);
}

bool asksForClosed(const QString &condition)
{
    static const QRegularExpression closed = expression(
        uR"(\bExecutionStatus\s*=\s*['"](?:Failed|Completed|Canceled|Terminated|TimedOut|ContinuedAsNew)['"])"_s);
    return condition.contains(closed);
}

} // namespace

const std::vector<TimeRange> &timeRanges()
{
    using namespace std::chrono_literals;
    static const QString toolTip =
        Text::tr("Started in the last %1, or closed, where the query asks for closed ones; counted from now");
    static const std::vector<TimeRange> ranges{
        {u"15min"_s, Text::tr("15 min"), toolTip.arg(Text::tr("15 minutes")), 15min},
        {u"1h"_s, Text::tr("1 h"), toolTip.arg(Text::tr("hour")), 1h},
        {u"24h"_s, Text::tr("24 h"), toolTip.arg(Text::tr("24 hours")), 24h},
    };
    return ranges;
}

QString withRange(const QString &query, Instant since)
{
    QueryParts parts = partsOf(query);
    parts.condition = withoutRangeIn(parts.condition);
    const QString field = asksForClosed(parts.condition) ? u"CloseTime"_s : u"StartTime"_s;
    if (hasOpenOr(parts.condition))
        parts.condition = u'(' + parts.condition + u')';
    if (!parts.condition.isEmpty())
        parts.condition += u" AND "_s;
    parts.condition += u"%1 >= '%2'"_s.arg(field, formatIso(since));
    return parts.text();
}

QString withoutRange(const QString &query)
{
    QueryParts parts = partsOf(query);
    parts.condition = withoutRangeIn(parts.condition);
    return parts.text();
}

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
