// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/manifest.h"
#include "models/store/readingthread.h"

#include <memory>

namespace signalbox::manifest {

/// Writes a manifest on a thread of its own. The file appears under its name, for its owner alone, once it is
/// whole; until then, and if this dies before, what had that name stays. Owner thread.
class Writer
{
public:
    explicit Writer(const QString &path);
    ~Writer();

    /// Goes to the disk before the reply is delivered: who waits for it before the next has bounded memory.
    [[nodiscard]] Reply<qint64> write(std::vector<Line> lines); ///< the file's bytes so far
    /// The last line, and the name.
    [[nodiscard]] Reply<Counts> finish(Instant ended);

private:
    class File;
    std::shared_ptr<File> m_file; ///< of the thread
    ReadingThread m_thread;
};

} // namespace signalbox::manifest
