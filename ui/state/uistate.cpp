// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/uistate.h"

#include "models/profile/profilefolder.h"

#include <QDir>
#include <QFileInfo>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Version 0.1 took the profile's name for the folder's. What it kept of a name that comes out otherwise now,
/// "prod.eu" say, is taken over once; a path is left where it lies.
void takeOverUnescaped(const QString &profileName)
{
    const QString path = uiStatePath(profileName);
    const QString old = u"%1/%2/window.ini"_s.arg(stateFolder(), profileName);
    const bool leadsElsewhere = profileName.contains(u'/') || profileName.startsWith(u'.');
    if (path == old || leadsElsewhere || QFileInfo::exists(path) || !QFileInfo::exists(old))
        return;
    if (QDir().mkpath(QFileInfo(path).path()))
        QFile::rename(old, path);
}

QString ownPath(const QString &profileName)
{
    takeOverUnescaped(profileName);
    return uiStatePath(profileName);
}

} // namespace

UiState::UiState(const QString &profileName)
    : m_settings(ownPath(profileName), QSettings::IniFormat)
{
}

QString uiStatePath(const QString &profileName)
{
    return u"%1/%2/window.ini"_s.arg(stateFolder(), profileFolder(profileName));
}

} // namespace signalbox
