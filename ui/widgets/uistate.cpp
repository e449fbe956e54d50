// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/uistate.h"

#include <QDir>

namespace signalbox {

using namespace Qt::StringLiterals;

UiState::UiState(const QString &profileName)
    : m_settings(uiStatePath(profileName), QSettings::IniFormat)
{
}

QString uiStatePath(const QString &profileName)
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state)) // a relative path is to be ignored (XDG base directory specification)
        state = QDir::homePath() + u"/.local/state"_s;
    return u"%1/signalbox/%2/window.ini"_s.arg(state, profileName);
}

} // namespace signalbox
