// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/environmentword.h"
#include "models/base/text.h"

namespace signalbox {

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return Text::tr("DEVELOPMENT");
    case Environment::Staging:
        return Text::tr("STAGING");
    case Environment::Production:
        break;
    }
    return Text::tr("PRODUCTION");
}

} // namespace signalbox
