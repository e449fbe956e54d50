// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/confirmation.h"

#include <QCoreApplication>

namespace signalbox {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("signalbox", text);
}

} // namespace

bool mustTypeId(Environment environment)
{
    return environment == Environment::Production;
}

QStringList missingFrom(const Confirmation &confirmation, const QString &workflowId, Environment environment)
{
    QStringList words;
    if (confirmation.reason.trimmed().isEmpty())
        words << tr("a reason");
    // Exactly, no trimming and no case folding: look-alikes are what this is against.
    if (mustTypeId(environment) && confirmation.typedId != workflowId)
        words << tr("the workflow id, typed");
    return words;
}

} // namespace signalbox
