// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

namespace {

constexpr int nameLength = 60;

QString sentence(const Side &side, const RateLimit &limit)
{
    const QString what = side.waits() ? Text::tr("%1 are held").arg(side.tasks())
                                      : Text::tr("its %1 tasks are held").arg(side.kind());
    QString text = what;
    if (!limit.identity.isEmpty())
        text = Text::tr("%1 by %2").arg(text, displayText(limit.identity, nameLength));
    if (limit.updated)
        text = Text::tr("%1 since %2").arg(text, formatDateTime(limit.updated));
    if (!limit.reason.isEmpty())
        text = Text::tr("%1: %2").arg(text, displayText(limit.reason, nameLength));
    return text;
}

} // namespace

/// First of all: while somebody holds the tasks on purpose, nothing else that is done lets one go.
Finding causes::held(const Side &side)
{
    const auto &limit = side.facts().limit;
    if (!limit)
        return side.waits() ? Finding::open(Text::tr("the server told no rate limit")) : Finding::notAsked();
    if (limit->perSecond > 0)
        return !side.waits() ? Finding::notAsked()
               : !isSet(*limit)
                   ? Finding::no(Text::tr("no limit is set"))
                   : Finding::no(Text::tr("its limit is %1 a second").arg(formatRate(limit->perSecond)));
    const QString next = limit->identity.isEmpty()
                             ? Text::tr("find out who holds it, and release it when that is over")
                             : Text::tr("ask who holds it, and release it when that is over");
    return Finding::yes(sentence(side, *limit), steps::elsewhere(next),
                        evidence::all({evidence::limit(side), evidence::waiting(side)}), Signal::Caution);
}

} // namespace signalbox
