// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMutex>
#include <QString>
#include <QThreadPool>

namespace signalbox {

/// Keeps what the program logs in a file of the profile's state folder, for bug reports: at most two files of
/// 1 MiB, readable by nobody else, without what looks like a token. A worker writes; what can't be written is
/// dropped, and how much that was is said. From install() on every message of Qt's goes here too, from any
/// thread. One at a time.
class LogFile final
{
public:
    explicit LogFile(QString path);
    ~LogFile(); ///< the messages go where they went before; waits 2 s at most for the disk
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;

    void install();
    /// One line, whatever is in the text.
    void write(QtMsgType type, const QString &category, const QString &text);

    static constexpr qint64 largest = 1024 * 1024;

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void append(const QByteArray &line);

    const QString m_path;
    QMutex m_mutex;
    int m_waiting = 0; ///< lines that the worker has not written
    int m_dropped = 0;
    bool m_isInstalled = false;
    QtMessageHandler m_before = nullptr;
    QThreadPool m_writer;
};

/// A log line without what looks like a secret, safe for a terminal, cut to 4,000 characters. Pure.
[[nodiscard]] QString loggable(const QString &text);

} // namespace signalbox
