// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storefile.h"

#include "models/base/filelock.h"
#include "models/base/privatefolder.h"
#include "models/profile/profilefolder.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>

namespace signalbox::storefile {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> failedAt(const QString &path, int number)
{
    return tl::unexpected<Error>(
        Error{ErrorKind::Internal, path + u": "_s + qt_error_string(number), u"store"_s, {}, {}});
}

Result<Descriptor> openOwn(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (!makePrivateFolder(folder))
        return failedAt(folder, errno);
    Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600));
    if (!file.isOpen())
        return failedAt(path, errno);
    return file;
}

} // namespace

QString path(const QString &profileName)
{
    return stateFolder() + u'/' + profileFolder(profileName) + u"/past.sqlite"_s;
}

Done makePrivate(const QString &path)
{
    const auto file = openOwn(path);
    if (!file)
        return tl::unexpected(file.error());
    if (::fchmod(file->get(), S_IRUSR | S_IWUSR) != 0)
        return failedAt(path, errno);
    return {};
}

Result<std::optional<Descriptor>> lock(const QString &path)
{
    const QString lockPath = path + u".lock"_s;
    auto file = openOwn(lockPath);
    if (!file)
        return tl::unexpected(file.error());
    if (lockForSelf(file->get(), 0, 0))
        return std::move(*file);
    if (isHeldByAnother(errno))
        return std::nullopt;
    return failedAt(lockPath, errno);
}

Result<QString> setAside(const QString &path, Instant now)
{
    const QString stamp = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC)
                              .toString(u"yyyyMMdd-HHmmss-zzz"_s);
    const QString aside = u"%1.damaged-%2"_s.arg(path, stamp);
    // The companions first: beside a new store they would be taken for its own.
    for (const QString &companion : {u"-wal"_s, u"-shm"_s, QString()}) {
        const bool isThere = QFile::exists(path + companion);
        const QByteArray from = QFile::encodeName(path + companion);
        if (isThere && ::rename(from.constData(), QFile::encodeName(aside + companion).constData()) != 0)
            return failedAt(path + companion, errno);
    }
    return aside;
}

} // namespace signalbox::storefile
