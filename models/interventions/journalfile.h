// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/descriptor.h"
#include "models/base/error.h"

#include <QByteArray>
#include <QDeadlineTimer>

#include <optional>
#include <sys/types.h>

/// The journal's file as bytes: blocking, any thread, opened anew each time so that a file moved away is
/// never written on unseen. A lock that another process holds is waited for until `patience` ends, and tried
/// once in any case.
namespace signalbox::journalfile {

/// Adds `line` and a newline in one write and returns once it is on disk. On failure nothing of it counts:
/// what was written of it is taken back, or left as a torn line.
[[nodiscard]] Done append(const QString &path, const QByteArray &line, QDeadlineTimer patience);

/// The file between two writes: what lies before `size` stays as it is.
struct Extent
{
    QString path;
    Descriptor file;
    dev_t device = 0;
    ino_t inode = 0;
    qint64 size = 0;
};
/// Nothing if there is no file yet.
[[nodiscard]] Result<std::optional<Extent>> look(const QString &path, QDeadlineTimer patience);
/// The bytes from `offset` on up to the extent's end, at most `most` of them.
[[nodiscard]] Result<QByteArray> read(const Extent &extent, qint64 offset, qint64 most);

/// The system's words for what failed there.
[[nodiscard]] tl::unexpected<Error> failedAt(const QString &path, int number);

} // namespace signalbox::journalfile
