// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/queuequery.h"

#include "models/monitor/queuewalk.h"

namespace signalbox {

using namespace Qt::StringLiterals;

QString runningQuery()
{
    return u"ExecutionStatus='Running'"_s;
}

QString runningQuery(const QString &queue)
{
    return u"%1 AND TaskQueue=%2"_s.arg(runningQuery(), quotedName(queue));
}

} // namespace signalbox
