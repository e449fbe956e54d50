// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/environmentword.h"

#include <QCoreApplication>

namespace signalbox {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("signalbox::environmentWord", text);
}

} // namespace

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return tr("DEVELOPMENT");
    case Environment::Staging:
        return tr("STAGING");
    case Environment::Production:
        break;
    }
    return tr("PRODUCTION");
}

} // namespace signalbox
