// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"

#include <QStringList>

namespace signalbox {

enum class Verb {
    Window,
    Status,
    Watch,
    TellList,
    TellTest,
    TellSecret,
    ExportBlackBox,
    Replay,
    Help,
    Version
};

/// What was asked for on the command line.
struct Invocation
{
    Verb verb = Verb::Window;
    QString configDir; ///< empty: the XDG config folder
    QString profile;   ///< empty: the only one
    bool json = false;
    bool why = false;
    bool newWindow = false; ///< also where a window of the profile is open
    QString file = {};      ///< the black box that is written or replayed
    Instant from = {};      ///< of what goes into it
    Instant to = {};
    QString receiver = {}; ///< of tell test and tell secret

    bool operator==(const Invocation &) const = default;
};

/// `arguments` without the program's name. Unknown words and options are refused with a sentence.
[[nodiscard]] Result<Invocation> parseCommandLine(const QStringList &arguments);
[[nodiscard]] QString usageText();

} // namespace signalbox
