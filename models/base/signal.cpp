// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/signal.h"

namespace signalbox {

using namespace Qt::StringLiterals;

QString signalName(Signal signal)
{
    switch (signal) {
    case Signal::Clear:
        return u"clear"_s;
    case Signal::Caution:
        return u"caution"_s;
    case Signal::Danger:
        return u"danger"_s;
    case Signal::Unknown:
        break;
    }
    return u"unknown"_s;
}

} // namespace signalbox
