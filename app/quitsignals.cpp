// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/quitsignals.h"

#include <csignal>
#include <fcntl.h>

namespace signalbox {

namespace {

/// A handler may write to a pipe, and little else.
volatile std::sig_atomic_t &toTell()
{
    static volatile std::sig_atomic_t pipe = -1;
    return pipe;
}

void tell(int signal)
{
    std::signal(signal, SIG_DFL); // the next one ends the program
    const int error = errno;
    const char byte = 0;
    std::ignore = ::write(toTell(), &byte, 1); // a full pipe tells as well
    errno = error;
}

} // namespace

QuitSignals::QuitSignals(QObject *parent)
    : QObject(parent)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // then a signal ends the program as it always did
    m_read = Descriptor(ends[0]);
    m_write = Descriptor(ends[1]);
    toTell() = m_write.get();
    m_notifier = std::make_unique<QSocketNotifier>(m_read.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT asked();
    });
    for (const int signal : {SIGINT, SIGTERM})
        std::signal(signal, tell);
}

QuitSignals::~QuitSignals()
{
    for (const int signal : {SIGINT, SIGTERM})
        std::signal(signal, SIG_DFL);
    toTell() = -1;
}

} // namespace signalbox
