// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"

#include "models/base/format.h"

#include <QDateTime>

namespace signalbox {

using namespace Qt::StringLiterals;

QString formatZonedTime(std::optional<Instant> time)
{
    if (!time)
        return formatDateTime(time);
    const int minutes = QDateTime::fromMSecsSinceEpoch(time->time_since_epoch().count()).offsetFromUtc() / 60;
    const QString offset = u"%1%2:%3"_s.arg(minutes < 0 ? u"-"_s : u"+"_s)
                               .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
    return formatDateTime(time) + offset;
}

} // namespace signalbox
