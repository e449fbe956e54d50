// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/target.h"
#include "models/profile/profile.h"

#include <QString>
#include <QStringList>

namespace signalbox {

/// What a person gives before a lever moves.
struct Confirmation
{
    QString reason;
    QString typedId;            ///< the target's, where it must be typed
    bool acceptsCaveat = false; ///< of what was written (WrittenResult), as it was shown
};

/// Whether what was typed or pasted is this id: exactly, or as this console shows or copies what can't be
/// seen or typed ("‹U+FE0F›", "\ufe0f"), or in another form of the same letters (é as one or as two
/// characters). Otherwise no trimming and no folding: look-alikes are what typing is against.
[[nodiscard]] bool isTyped(const QString &typed, const QString &id);

/// In production, and everywhere where nothing is left of the target.
[[nodiscard]] bool mustTypeId(const InterventionTarget &target, Environment environment);
/// What is still missing, as words for a list; empty if nothing is. A caveat is to be accepted.
[[nodiscard]] QStringList missingFrom(const Confirmation &confirmation, const InterventionTarget &target,
                                      Environment environment, const QString &caveat = {});

} // namespace signalbox
