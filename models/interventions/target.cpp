// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/target.h"

#include "models/base/text.h"

namespace signalbox {

QString InterventionTarget::what() const
{
    return isNamespace() ? Text::tr("The namespace") : Text::tr("The run");
}

} // namespace signalbox
