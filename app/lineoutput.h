// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace signalbox {

/// Writes lines to an open file, as a terminal or a pipe, as fast as it takes them: who reads slowly, or not
/// at all for a while, keeps nothing else waiting. Owner thread.
class LineOutput final : public QObject
{
    Q_OBJECT

public:
    /// What waits beyond this is for nobody.
    static constexpr qsizetype mostWaiting = 16 * 1024 * 1024;

    explicit LineOutput(int fd, QObject *parent = nullptr);

    void add(const QByteArray &line); ///< without its end
    /// Writes what waits, for so long at most.
    void finish(Milliseconds patience);

Q_SIGNALS:
    void broken(); ///< once: nobody reads it any more

private:
    void write();
    [[nodiscard]] bool writeSome();
    void giveUp();

    const int m_fd;
    QSocketNotifier m_writable;
    QByteArray m_waiting;
    bool m_isBroken = false;
};

} // namespace signalbox
