// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"

#include "models/base/format.h"

#include <QDateTime>
#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

std::optional<Instant> instantOf(const QDateTime &time)
{
    return time.isValid() ? std::optional(Instant(Milliseconds(time.toMSecsSinceEpoch()))) : std::nullopt;
}

QTime timeOfDay(const QString &text)
{
    const QTime time = QTime::fromString(text, u"H:mm"_s);
    return time.isValid() ? time : QTime::fromString(text, u"H:mm:ss"_s);
}

QString offsetText(Instant time)
{
    const int minutes = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).offsetFromUtc() / 60;
    return u"%1%2:%3"_s.arg(minutes < 0 ? u"-"_s : u"+"_s)
        .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

QString formatZonedTime(std::optional<Instant> time)
{
    return time ? formatDateTime(time) + offsetText(*time) : formatDateTime(time);
}

QString formatZonedMinute(Instant time)
{
    constexpr qsizetype seconds = 3; // ":07"
    return formatTimeOfDay(time).chopped(seconds) + offsetText(time);
}

std::optional<Instant> parseZonedTime(const QString &text)
{
    static const QRegularExpression zoned(
        u"\\A(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d)(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)\\z"_s);
    const auto match = zoned.match(text);
    if (!match.hasMatch())
        return {};
    const QString seconds = match.captured(3).isEmpty() ? u":00"_s : match.captured(3);
    return instantOf(QDateTime::fromString(
        match.captured(1) + u'T' + match.captured(2) + seconds + match.captured(4), Qt::ISODate));
}

std::optional<Instant> parseMoment(const QString &text, Instant now)
{
    const QString typed = text.trimmed();
    if (const auto zoned = parseZonedTime(typed))
        return zoned;
    const QDateTime present = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count());
    if (const QTime time = timeOfDay(typed); time.isValid()) {
        const QDateTime today(present.date(), time);
        return instantOf(today <= present ? today : QDateTime(present.date().addDays(-1), time));
    }
    const qsizetype blank = typed.indexOf(QRegularExpression(u"[T ]"_s));
    const QDate date = QDate::fromString(typed.left(blank), Qt::ISODate);
    const QTime time = timeOfDay(typed.mid(blank + 1).trimmed());
    return blank > 0 && date.isValid() && time.isValid() ? instantOf(QDateTime(date, time)) : std::nullopt;
}

} // namespace signalbox
