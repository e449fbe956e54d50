// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"

#include <QThreadPool>

#include <atomic>
#include <memory>

namespace signalbox {

/// Reads from disk, one read after the other, on a thread of its own; one that was dropped before its turn is
/// not made. Owner thread; when it dies it waits for what is under way.
class ReadingThread
{
public:
    ReadingThread() { m_pool.setMaxThreadCount(1); }

    /// What `read` returns, a Result<T>.
    template <class T, class Read>
    [[nodiscard]] Reply<T> read(Read read)
    {
        const ReplyPromise<T> promise;
        const auto dropped = std::make_shared<std::atomic<bool>>(false);
        promise.onCancel([dropped] { *dropped = true; });
        m_pool.start([promise, dropped, read = std::move(read)] {
            if (!*dropped)
                promise.finish(read());
        });
        return promise.reply();
    }

private:
    QThreadPool m_pool;
};

} // namespace signalbox
