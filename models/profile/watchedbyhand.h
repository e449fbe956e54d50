// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/queuekey.h"

#include <QObject>
#include <QThreadPool>

#include <set>

namespace signalbox {

/// The queues that people had watched beside those of the profile, on this machine: kept in a JSON file of
/// the profile's folder of the state folder, never in the team's. Every change is written at once by a worker
/// and merges with what another window of the profile wrote; that one hears of it when it starts anew. A file
/// that can't be read is said and left as it is. Owner thread.
class WatchedByHand final : public QObject
{
    Q_OBJECT

public:
    /// Reads the file, which blocks: it is small.
    explicit WatchedByHand(QString path, QObject *parent = nullptr);

    [[nodiscard]] const std::set<QueueKey> &queues() const { return m_queues; }
    [[nodiscard]] bool contains(const QueueKey &key) const { return m_queues.contains(key); }
    void add(const QueueKey &key);
    void remove(const QueueKey &key);

Q_SIGNALS:
    void added(const signalbox::QueueKey &key);
    void removed(const signalbox::QueueKey &key);
    void notice(const QString &sentence); ///< for a person: what is not remembered

private:
    void write(const QueueKey &key, bool isWatched);

    const QString m_path;
    std::set<QueueKey> m_queues;
    QThreadPool m_writer; ///< one thread: changes are written in their order; waits for them
};

/// watched.json in the profile's folder of the state folder.
[[nodiscard]] QString watchedByHandPath(const QString &profileName);

} // namespace signalbox
