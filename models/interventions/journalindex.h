// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/journalfile.h"
#include "models/interventions/openintents.h"

namespace signalbox {

/// What a journal says, kept between two looks at it: only what was appended since is read, in pieces. A file
/// that was replaced or cut is read anew. Blocking file access: on one thread at a time, never the owner's.
class JournalIndex
{
public:
    explicit JournalIndex(QString path);

    [[nodiscard]] Done update(QDeadlineTimer patience);
    [[nodiscard]] const OpenIntents &openIntents() const { return m_open; }
    /// A torn last line too: they are counted, not hidden.
    [[nodiscard]] int unreadableLines() const { return m_unreadable + (m_endsTorn ? 1 : 0); }

private:
    void follow(const journalfile::Extent &extent);
    void takeLines(const QByteArray &bytes);

    QString m_path;
    dev_t m_device = 0;
    ino_t m_inode = 0;
    qint64 m_read = 0; ///< up to here, which is the beginning of a line
    OpenIntents m_open;
    int m_unreadable = 0;
    bool m_endsTorn = false;
};

} // namespace signalbox
