// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/store/past.h"

#include <QImage>
#include <QObject>

#include <functional>

class QWidget;

namespace signalbox {

class FileSaver;

/// A stretch of time to be saved.
struct SavedSpan
{
    Instant from;
    Instant to;
};

/// Saves what a queue's chart shows where a person says. The past is read and files are written by workers.
/// Owner thread.
class ChartSaver final : public QObject
{
    Q_OBJECT

public:
    /// Reads every look of a time.
    using Reader = std::function<Reply<PastSpan>(const SavedSpan &span)>;

    /// Dialogs are `window`'s.
    ChartSaver(QueueKey key, Reader reader, QWidget *window);

    void saveData(const SavedSpan &span);
    void savePicture(const QImage &picture);

Q_SIGNALS:
    void finished(const QString &sentence); ///< saved, or why not

private:
    const QueueKey m_key;
    const Reader m_reader;
    FileSaver *m_files;
};

} // namespace signalbox
