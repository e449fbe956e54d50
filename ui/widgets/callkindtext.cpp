// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/callkindtext.h"

#include "models/base/text.h"

namespace signalbox {

QString callKindText(CallKind kind)
{
    switch (kind) {
    case CallKind::Looks:
        return Text::tr("looks at queues");
    case CallKind::Counts:
        return Text::tr("counts of executions");
    case CallKind::Lists:
        return Text::tr("lists of executions");
    case CallKind::Workers:
        return Text::tr("workers and their deployments");
    case CallKind::Namespaces:
        return Text::tr("namespaces");
    case CallKind::Runs:
        return Text::tr("single runs");
    case CallKind::Others:
        break;
    }
    return Text::tr("others, levers among them");
}

} // namespace signalbox
