// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/smallfile.h"

#include "models/base/text.h"

#include <QFile>
#include <QFileInfo>

namespace signalbox {

namespace {
constexpr qint64 maxSize = 4 * 1024 * 1024;
}

Result<QByteArray> readSmallFile(const QString &path)
{
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        return fail(ErrorKind::Configuration, Text::tr("it is not a file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Configuration, file.errorString());
    QByteArray bytes = file.read(maxSize + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Configuration, file.errorString());
    if (bytes.size() > maxSize)
        return fail(ErrorKind::Configuration,
                    Text::tr("it is larger than %1 MiB").arg(maxSize / 1024 / 1024));
    return bytes;
}

} // namespace signalbox
