// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>

class QWidget;

namespace signalbox {

/// Saves something where a person says. Files are written by a worker, all of one or nothing. Owner thread.
class FileSaver final : public QObject
{
    Q_OBJECT

public:
    /// Dialogs are `window`'s.
    explicit FileSaver(QWidget *window);
    ~FileSaver() override; ///< waits for what is being written

    /// Asks for the file; its name is `fileName`, with a suffix, unless another is chosen.
    void ask(const QString &title, const QString &fileName, std::function<void(const QString &path)> then);
    void write(const QString &path, std::function<QByteArray()> bytes);

Q_SIGNALS:
    void finished(const QString &sentence); ///< saved, or why not

private:
    QWidget &m_window;
    QThreadPool m_writer;
};

} // namespace signalbox
