// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

#include <QString>
#include <QStringList>

namespace signalbox {

/// What a person gives before a lever moves.
struct Confirmation
{
    QString reason;
    QString typedId; ///< the workflow's, where it must be typed
};

[[nodiscard]] bool mustTypeId(Environment environment);
/// What is still missing, as words for a list; empty if nothing is.
[[nodiscard]] QStringList missingFrom(const Confirmation &confirmation, const QString &workflowId,
                                      Environment environment);

} // namespace signalbox
