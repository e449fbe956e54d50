// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/claim.h"

#include "models/base/filelock.h"
#include "models/base/privatefolder.h"
#include "models/base/text.h"
#include "models/interventions/journalfile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <fcntl.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// One byte an operation, far beyond the empty file's end: no file for each that a crash would leave behind.
/// Two operations meet on one byte with a chance of 2^-62, and then the one waits for the other.
off_t byteOf(const QString &op)
{
    const QByteArray hash = QCryptographicHash::hash(op.toUtf8(), QCryptographicHash::Sha256);
    return static_cast<off_t>(qFromBigEndian<quint64>(hash.constData()) >> 2);
}

} // namespace

Result<Claim> Claim::of(const QString &op, const QString &journal)
{
    const QFileInfo beside(journal);
    const QString path = beside.path() + u"/underway.lock"_s;
    if (!makePrivateFolder(beside.path()))
        return journalfile::failedAt(beside.path(), errno);
    Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600));
    if (!file.isOpen())
        return journalfile::failedAt(path, errno);
    if (lockForSelf(file.get(), byteOf(op), 1))
        return Claim(std::move(file));
    if (isHeldByAnother(errno))
        return fail(ErrorKind::LostRace, Text::tr("another console has it under way"));
    return journalfile::failedAt(path, errno);
}

} // namespace signalbox
