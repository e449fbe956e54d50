// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manifesttext.h"

#include "app/status.h"
#include "models/recovery/recoverytext.h"

namespace signalbox {

QString manifestFailure(const Error &error)
{
    return isOfTheFile(error) ? error.detail : exitSentence(error);
}

} // namespace signalbox
