// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tellinghere.h"

#include "models/profile/quiet.h"
#include "models/store/storefile.h"

namespace signalbox {

TellingHere::TellingHere(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_telling(session.alerts(), session.marks(), session.clock(), session.profile().name)
{
    connect(&session.watch(), &Watch::forgotten, &m_telling, &Telling::forget);
    connect(&m_telling, &Telling::told, &m_notifier, &DesktopNotifier::show);
    connect(&m_notifier, &DesktopNotifier::activated, this, &TellingHere::activated);
    connect(&m_notifier, &DesktopNotifier::unavailable, this, &TellingHere::unavailable);
    connect(&m_everySecond, &QTimer::timeout, this, &TellingHere::tick);
}

void TellingHere::start()
{
    m_everySecond.start(std::chrono::seconds(1));
}

void TellingHere::tick()
{
    const auto recording = m_session.recorder().state();
    if (recording && !std::exchange(m_isReading, true)) // whoever makes the store has made it
        m_telling.start(storefile::path(m_session.profile().name));
    if (isQuiet(m_session.profile().name))
        return m_telling.tick(false);
    m_telling.tick(recording ? std::optional(*recording != Kept::State::Elsewhere) : std::nullopt);
}

} // namespace signalbox
