// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/journalfile.h"

#include "models/base/privatefolder.h"
#include "models/base/text.h"

#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::journalfile {

using namespace Qt::StringLiterals;

namespace {

/// The entry of a new file is on disk only once its folder is.
bool syncFolder(const QString &path)
{
    const Descriptor folder(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.isOpen() && ::fsync(folder.get()) == 0;
}

/// flock(2) itself would wait for as long as the other holds it, and nothing could end that.
bool lock(int fd, int kind, QDeadlineTimer patience)
{
    while (uninterrupted([&] { return ::flock(fd, kind | LOCK_NB); }) != 0) {
        if (errno != EWOULDBLOCK || patience.hasExpired())
            return false;
        QThread::msleep(20);
    }
    return true;
}

bool endsTorn(int fd, off_t size)
{
    char last = '\n';
    return size > 0 && ::pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

/// With the lock held. A short write (disk full) is taken back, so that the next record begins on a line.
bool writeLine(int fd, const QByteArray &line)
{
    struct stat before = {};
    if (::fstat(fd, &before) != 0)
        return false;
    const bool othersMayLook = (before.st_mode & (S_IRWXG | S_IRWXO)) != 0; // not made by us
    if (othersMayLook && ::fchmod(fd, S_IRUSR | S_IWUSR) != 0)
        return false;
    const QByteArray bytes = (endsTorn(fd, before.st_size) ? "\n" : "") + line + '\n';
    const ssize_t written =
        uninterrupted([&] { return ::write(fd, bytes.constData(), static_cast<std::size_t>(bytes.size())); });
    if (written == bytes.size())
        return ::fdatasync(fd) == 0;
    const int reason = written < 0 ? errno : ENOSPC;
    // If this fails too, the torn line is set off by the next append.
    if (written > 0 && ::ftruncate(fd, before.st_size) == 0)
        ::fdatasync(fd);
    errno = reason;
    return false;
}

} // namespace

tl::unexpected<Error> failedAt(const QString &path, int number)
{
    const QString words =
        number == EWOULDBLOCK ? Text::tr("another process keeps it locked") : qt_error_string(number);
    return tl::unexpected<Error>(Error{ErrorKind::Internal, path + u": "_s + words, u"journal"_s, {}, {}});
}

Done append(const QString &path, const QByteArray &line, QDeadlineTimer patience)
{
    const QString folder = QFileInfo(path).path();
    const bool isNew = !QFileInfo::exists(path);
    if (isNew && !makePrivateFolder(folder))
        return failedAt(folder, errno);
    const Descriptor file(::open(QFile::encodeName(path).constData(),
                                 O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600));
    if (!file.isOpen())
        return failedAt(path, errno);
    // Only whole lines of several processes, and none between a look at the tail and the write.
    if (!lock(file.get(), LOCK_EX, patience))
        return failedAt(path, errno);
    if (!writeLine(file.get(), line))
        return failedAt(path, errno);
    if (isNew && !syncFolder(folder))
        return failedAt(folder, errno);
    return {};
}

Result<std::optional<Extent>> look(const QString &path, QDeadlineTimer patience)
{
    Extent extent;
    extent.path = path;
    extent.file = Descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!extent.file.isOpen() && errno == ENOENT)
        return std::nullopt;
    // Locked for this look alone: a reading of many megabytes keeps nobody from appending.
    const int fd = extent.file.get();
    struct stat status = {};
    if (!extent.file.isOpen() || !lock(fd, LOCK_SH, patience) || ::fstat(fd, &status) != 0 ||
        ::flock(fd, LOCK_UN) != 0)
        return failedAt(path, errno);
    extent.device = status.st_dev;
    extent.inode = status.st_ino;
    extent.size = status.st_size;
    return extent;
}

Result<QByteArray> read(const Extent &extent, qint64 offset, qint64 most)
{
    QByteArray bytes(std::clamp<qint64>(extent.size - offset, 0, most), Qt::Uninitialized);
    qsizetype filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = uninterrupted([&] {
            return ::pread(extent.file.get(), bytes.data() + filled,
                           static_cast<std::size_t>(bytes.size() - filled), offset + filled);
        });
        if (got < 0)
            return failedAt(extent.path, errno);
        if (got == 0)
            break; // cut behind our back: the next look starts anew
        filled += got;
    }
    bytes.truncate(filled);
    return bytes;
}

} // namespace signalbox::journalfile
