// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "ui/window/services.h"

namespace signalbox {

/// What a window takes of a session.
[[nodiscard]] inline Services servicesOf(Session &session)
{
    return {session.profile(),  session.clock(),        session.runbook(),
            session.rules(),    session.expectations(), session.tokens(),
            session.client(),   session.watch(),        session.watchedByHand(),
            session.recorder(), session.elsewhere(),    session.past(),
            session.board(),    session.alerts(),       session.marks(),
            session.metrics(),  session.desk(),         session.cleanUp(),
            session.journal(),  session.moments(),      {}};
}

} // namespace signalbox
