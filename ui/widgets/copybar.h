// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/base/rowtexts.h"

#include <QFrame>
#include <QThreadPool>
#include <QTimer>

class QAbstractScrollArea;
class QProgressBar;

namespace signalbox {

class PlainLabel;

/// Puts rows on the clipboard, written by a worker; what was there stays until all is written. Over the lower
/// edge of its view it shows how far it is, once that takes more than a second. The later wish wins: whatever
/// else is copied meanwhile, here or in another program, ends it. UI thread.
class CopyBar final : public QFrame
{
    Q_OBJECT

public:
    explicit CopyBar(QAbstractScrollArea &view);
    ~CopyBar() override;

    void copy(RowTexts texts);
    void stop();
    [[nodiscard]] bool isCopying() const { return m_job != nullptr; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Job
    {
        std::size_t rows = 0;
        std::atomic<std::size_t> rowsDone = 0;
        std::atomic<bool> isUnwanted = false;
    };

    void showProgress();
    void place();

    QAbstractScrollArea &m_view;
    PlainLabel *m_sentence;
    QProgressBar *m_progress;
    QTimer m_showing;
    std::shared_ptr<Job> m_job; ///< the worker's too
    Delivery m_delivery;
    QThreadPool m_worker;
};

} // namespace signalbox
