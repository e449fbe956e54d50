// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/lookrow.h"

namespace signalbox::test {

/// The beginning of a minute.
inline constexpr qint64 aMinute = 1'790'000'040;
static_assert(aMinute % 60 == 0);

inline StoredLook lookAt(qint64 time, qint64 backlog, qint64 valid = 30)
{
    StoredLook look;
    look.time = time;
    look.valid = valid;
    look.backlog = backlog;
    look.figures.pollers = 1;
    return look;
}

/// By a machine that was booted at the epoch.
inline LookRow rowAt(const QString &queue, qint64 time, qint64 backlog, qint64 valid = 30)
{
    return {{QStringLiteral("ns"), queue}, TaskType::Workflow, {}, lookAt(time, backlog, valid)};
}

} // namespace signalbox::test
