// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/quiet.h"

#include "models/base/privatefolder.h"
#include "models/base/text.h"
#include "models/profile/profilefolder.h"

#include <QFile>
#include <QFileInfo>

namespace signalbox {

using namespace Qt::StringLiterals;

QString quietPath(const QString &profileName)
{
    return stateFolder() + u'/' + profileFolder(profileName) + u"/quiet"_s;
}

bool isQuiet(const QString &profileName)
{
    return QFile::exists(quietPath(profileName));
}

Done setQuiet(const QString &profileName, bool quiet)
{
    QFile file(quietPath(profileName));
    const auto failed = [&file](const QString &why) {
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: cannot be changed: %2").arg(file.fileName(), why));
    };
    if (quiet && !makePrivateFolder(QFileInfo(file).path()))
        return failed(qt_error_string());
    if (quiet ? !file.open(QIODevice::WriteOnly) : file.exists() && !file.remove())
        return failed(file.errorString());
    return {};
}

} // namespace signalbox
