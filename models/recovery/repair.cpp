// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/repair.h"

#include "models/base/displaytext.h"

namespace signalbox {

using namespace Qt::StringLiterals;

QString repairCommand(const QString &ns, const RunFate &run)
{
    QString command;
    if (run.fate == Fate::Ghost)
        command = u"tdbg --namespace %1 workflow delete --workflow-id %2 --run-id %3"_s;
    else if (run.fate == Fate::WrongStatus)
        command = u"tdbg --namespace %1 workflow refresh-tasks --workflow-id %2 --run-id %3"_s;
    else
        return {};
    return command.arg(shellQuoted(ns), shellQuoted(run.workflowId), shellQuoted(run.runId));
}

} // namespace signalbox
