// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"

#include "models/base/text.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const QString unknownText = u"–"_s;

qint64 qint64Of(std::chrono::milliseconds value, qint64 unit)
{
    return value.count() / unit;
}

QDateTime localTime(Instant time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

} // namespace

QString formatCount(std::optional<qint64> count)
{
    if (!count)
        return unknownText;
    QString digits = QString::number(*count);
    for (auto at = digits.size() - 3; at > (*count < 0 ? 1 : 0); at -= 3)
        digits.insert(at, QChar(0x202F));
    return digits;
}

QString formatDuration(std::optional<Milliseconds> duration)
{
    if (!duration)
        return unknownText;
    const qint64 seconds = qint64Of(*duration, 1000);
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const auto padded = [](qint64 value) { return u"%1"_s.arg(value, 2, 10, QChar(u'0')); };
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (minutes < 60)
        return Text::tr("%1 m %2 s").arg(QString::number(minutes), padded(seconds % 60));
    if (hours < 24)
        return Text::tr("%1 h %2 m").arg(QString::number(hours), padded(minutes % 60));
    return Text::tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString formatRoughly(Milliseconds duration)
{
    using namespace std::chrono_literals;
    return duration >= 1min && duration < 1h ? Text::tr("%1 min").arg(duration / 1min)
                                             : formatDuration(duration);
}

QString formatRate(std::optional<double> rate)
{
    if (!rate)
        return unknownText;
    return *rate > 0 && *rate < 9.95 ? QLocale::c().toString(*rate, 'f', 1)
                                     : QLocale::c().toString(std::round(*rate), 'f', 0);
}

QString formatRates(std::optional<double> in, std::optional<double> out)
{
    if (!in && !out)
        return unknownText;
    return formatRate(in) + u" / "_s + formatRate(out);
}

QString formatRetention(std::optional<std::chrono::seconds> retention)
{
    if (!retention)
        return unknownText;
    const qint64 seconds = retention->count();
    if (seconds % 86400 == 0)
        return u"%1 d"_s.arg(seconds / 86400);
    if (seconds % 3600 == 0)
        return u"%1 h"_s.arg(seconds / 3600);
    return formatDuration(*retention);
}

QString formatTimeOfDay(Instant time)
{
    return localTime(time).toString(u"HH:mm:ss"_s);
}

QString formatDateTime(std::optional<Instant> time)
{
    return time ? localTime(*time).toString(u"yyyy-MM-dd HH:mm:ss"_s) : unknownText;
}

QString formatIso(Instant time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toUTC().toString(Qt::ISODate);
}

} // namespace signalbox
