// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/confirmation.h"
#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/interventions/leverkind.h"

namespace signalbox {

bool mustTypeId(const InterventionTarget &target, Environment environment)
{
    return environment == Environment::Production || kindOf(target.act).deletes();
}

bool isTyped(const QString &typed, const QString &id)
{
    const auto composed = [](const QString &text) { return text.normalized(QString::NormalizationForm_C); };
    const QString given = composed(typed);
    return typed == id || given == composed(id) || given == composed(copyText(id)) ||
           given == composed(displayText(id));
}

namespace {

QString typedWords(const InterventionTarget &target)
{
    if (target.isNamespace())
        return Text::tr("the namespace's name, typed");
    return target.activityId.isEmpty() ? Text::tr("the workflow id, typed")
                                       : Text::tr("the activity id, typed");
}

} // namespace

QStringList missingFrom(const Confirmation &confirmation, const InterventionTarget &target,
                        Environment environment, const QString &caveat)
{
    QStringList words;
    if (confirmation.reason.trimmed().isEmpty())
        words << Text::tr("a reason");
    if (mustTypeId(target, environment) && !isTyped(confirmation.typedId, target.id()))
        words << typedWords(target);
    if (!caveat.isEmpty() && !confirmation.acceptsCaveat)
        words << Text::tr("your word that it may be sent in this form");
    return words;
}

} // namespace signalbox
