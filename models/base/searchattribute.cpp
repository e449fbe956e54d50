// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/searchattribute.h"

#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

const QStringList &searchAttributeTypes()
{
    static const QStringList types{u"Text"_s, u"Keyword"_s,  u"Int"_s,        u"Double"_s,
                                   u"Bool"_s, u"Datetime"_s, u"KeywordList"_s};
    return types;
}

bool isSearchAttributeName(const QString &name)
{
    static const QRegularExpression form(u"\\A[A-Za-z][A-Za-z0-9_]{0,99}\\z"_s);
    // As ListSearchAttributes tells them of a new namespace (1.32.1), but for those that begin with Temporal.
    static const QStringList own{u"BatcherNamespace"_s, u"BatcherUser"_s,
                                 u"BinaryChecksums"_s,  u"BuildIds"_s,
                                 u"CloseTime"_s,        u"ExecutionDuration"_s,
                                 u"ExecutionStatus"_s,  u"ExecutionTime"_s,
                                 u"HistoryLength"_s,    u"HistorySizeBytes"_s,
                                 u"NamespaceId"_s,      u"ParentRunId"_s,
                                 u"ParentWorkflowId"_s, u"RootRunId"_s,
                                 u"RootWorkflowId"_s,   u"RunId"_s,
                                 u"StartTime"_s,        u"StateTransitionCount"_s,
                                 u"TaskQueue"_s,        u"VisibilityTime"_s,
                                 u"WorkflowId"_s,       u"WorkflowType"_s};
    return form.match(name).hasMatch() && !name.startsWith("Temporal"_L1) && !own.contains(name);
}

} // namespace signalbox
