// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QTemporaryFile>

namespace signalbox {

/// A run's history while it is written, under a name that no other one has; goes away with this unless it was
/// named. Blocks; one thread.
class HistoryDraft
{
public:
    explicit HistoryDraft(const QString &path);

    /// Events of one page after the other, as HistoryJson has them.
    [[nodiscard]] Done append(const QByteArray &events);
    /// The file's bytes; from now on it has its name, and is on the disk. Another file that came there since
    /// stays, and then this fails.
    [[nodiscard]] Result<qint64> name();

private:
    [[nodiscard]] Done write(const QByteArray &bytes);
    [[nodiscard]] tl::unexpected<Error> failure(const QString &why) const;

    const QString m_path;
    QTemporaryFile m_file;
    bool m_hasEvents = false;
};

/// What lies where a history is to be.
enum class HistoryThere {
    Nothing,
    Whole,  ///< a history that this program wrote to its end
    Another ///< something else
};
[[nodiscard]] HistoryThere historyAt(const QString &path);
/// What a kill left of drafts in this folder, which nobody else may be writing into.
void removeHistoryDrafts(const QString &folder);

} // namespace signalbox
