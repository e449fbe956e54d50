// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/snoozechoice.h"

#include "models/base/format.h"
#include "models/base/text.h"

#include <QDateTime>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr int hourOfWork = 8;
/// Less than that before work it is no snooze worth its name, and the next day's is meant.
constexpr Milliseconds leastUntilWork = 1h;

Instant workOn(QDate day)
{
    return Instant(Milliseconds(QDateTime(day, QTime(hourOfWork, 0)).toMSecsSinceEpoch()));
}

/// "08:00"
QString minuteText(Instant time)
{
    constexpr qsizetype seconds = 3; // ":07"
    return formatTimeOfDay(time).chopped(seconds);
}

} // namespace

std::vector<SnoozeChoice> snoozeChoices(Instant now)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count()).date();
    const bool isToday = workOn(today) - now >= leastUntilWork;
    const Instant work = workOn(isToday ? today : today.addDays(1));
    const QString day = isToday ? Text::tr("Until today %1") : Text::tr("Until tomorrow %1");
    return {{Text::tr("For 30 minutes, until %1").arg(minuteText(now + 30min)), now + 30min},
            {Text::tr("For 1 hour, until %1").arg(minuteText(now + 1h)), now + 1h},
            {day.arg(minuteText(work)), work}};
}

} // namespace signalbox
