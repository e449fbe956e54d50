// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lineoutput.h"

#include "models/base/descriptor.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <climits>
#include <csignal>
#include <poll.h>

namespace signalbox {

LineOutput::LineOutput(int fd, QObject *parent)
    : QObject(parent)
    , m_fd(fd)
    , m_writable(fd, QSocketNotifier::Write)
{
    // Who reads no more is seen as a write that fails.
    std::signal(SIGPIPE, SIG_IGN);
    m_writable.setEnabled(false);
    connect(&m_writable, &QSocketNotifier::activated, this, &LineOutput::write);
}

void LineOutput::add(const QByteArray &line)
{
    if (m_isBroken)
        return;
    m_waiting += line + '\n';
    if (m_waiting.size() > mostWaiting)
        giveUp();
    else
        m_writable.setEnabled(true);
}

void LineOutput::write()
{
    if (!writeSome())
        giveUp();
    else
        m_writable.setEnabled(!m_waiting.isEmpty());
}

/// What can be written at all takes so much at once (pipe(7)). False: nobody reads it.
bool LineOutput::writeSome()
{
    const auto size = static_cast<std::size_t>(std::min<qsizetype>(m_waiting.size(), PIPE_BUF));
    const auto written = uninterrupted([&] { return ::write(m_fd, m_waiting.constData(), size); });
    if (written < 0)
        return errno == EAGAIN;
    m_waiting.remove(0, written);
    return true;
}

void LineOutput::finish(Milliseconds patience)
{
    QDeadlineTimer deadline(patience);
    m_writable.setEnabled(false);
    while (!m_waiting.isEmpty() && !m_isBroken) {
        pollfd file{m_fd, POLLOUT, 0};
        const auto left = static_cast<int>(deadline.remainingTime());
        if (uninterrupted([&] { return ::poll(&file, 1, left); }) <= 0 || !writeSome())
            return;
    }
}

void LineOutput::giveUp()
{
    m_writable.setEnabled(false);
    m_waiting.clear();
    m_isBroken = true;
    Q_EMIT broken();
}

} // namespace signalbox
