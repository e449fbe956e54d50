// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profilefolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>
#include <QUrl>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// NAME_MAX on Linux, in bytes.
constexpr qsizetype longestName = 255;
/// Of a name that is longer, what is left for people to recognise it by.
constexpr qsizetype longBeginning = 64;

} // namespace

QString stateFolder()
{
    const QString home = qEnvironmentVariable("XDG_STATE_HOME");
    // A relative path is to be ignored (XDG base directory specification).
    const QString base = QDir::isAbsolutePath(home) ? home : QDir::homePath() + u"/.local/state"_s;
    return base + u"/signalbox"_s;
}

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/signalbox"_s;
}

QString profileFolder(const QString &profileName)
{
    // With the dot: neither "." and ".." nor what ends like a file of ours (".lock") is a folder's name.
    const QByteArray escaped = QUrl::toPercentEncoding(profileName, {}, ".");
    // A "%" without two digits after it is nothing that escaping makes: no other name comes out as these do.
    if (escaped.isEmpty())
        return u"%"_s;
    if (escaped.size() <= longestName)
        return QString::fromLatin1(escaped);
    const QByteArray hash = QCryptographicHash::hash(profileName.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(escaped.left(longBeginning) + "%%" + hash.toHex());
}

QString logPath(const QString &profileName)
{
    return stateFolder() + u'/' + profileFolder(profileName) + u"/signalbox.log"_s;
}

} // namespace signalbox
