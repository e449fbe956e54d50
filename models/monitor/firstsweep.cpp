// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/firstsweep.h"

#include "models/monitor/watch.h"

namespace signalbox {

FirstSweep::FirstSweep(Watch &watch, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, &FirstSweep::finish);
    m_look.setInterval(std::chrono::seconds(5));
    connect(&m_look, &QTimer::timeout, this, &FirstSweep::look);
    connect(&watch, &Watch::firstSweepFinished, this, &FirstSweep::finish);
    connect(&watch, &Watch::pollFailed, this, [this](const Error &error) { m_failure = error; });
}

void FirstSweep::start(const QStringList &namespaces, Milliseconds timeout)
{
    m_timeout.start(timeout);
    m_look.start();
    m_watch.setThorough();
    m_watch.start(namespaces);
}

/// A large cluster takes as long as its budget says: the patience is with what does not go on.
void FirstSweep::look()
{
    const Watch::Progress now = m_watch.firstSweep();
    if (now.settled <= m_settled)
        return;
    m_settled = now.settled;
    m_timeout.start();
    Q_EMIT progressed(now.settled, now.known);
}

void FirstSweep::cancel()
{
    m_done = true;
    m_timeout.stop();
    m_look.stop();
    m_watch.stop();
}

void FirstSweep::finish()
{
    if (m_done)
        return;
    cancel();
    Q_EMIT finished();
}

} // namespace signalbox
