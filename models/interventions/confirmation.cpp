// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/confirmation.h"
#include "models/base/text.h"

namespace signalbox {

bool mustTypeId(Environment environment)
{
    return environment == Environment::Production;
}

QStringList missingFrom(const Confirmation &confirmation, const QString &workflowId, Environment environment)
{
    QStringList words;
    if (confirmation.reason.trimmed().isEmpty())
        words << Text::tr("a reason");
    // Exactly, no trimming and no case folding: look-alikes are what this is against.
    if (mustTypeId(environment) && confirmation.typedId != workflowId)
        words << Text::tr("the workflow id, typed");
    return words;
}

} // namespace signalbox
