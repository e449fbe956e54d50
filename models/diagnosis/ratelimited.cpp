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
/// Tasks go out as fast as the limit lets them; the rest is the mean's blur.
constexpr double atLimit = 0.8;
/// Of the limit each of a queue's four partitions has a quarter, and a small backlog may lie in one.
constexpr double onePartition = 0.2;

QString by(const RateLimit &limit)
{
    if (!limit.identity.isEmpty())
        return Text::tr("by %1").arg(displayText(limit.identity, nameLength));
    switch (limit.source) {
    case RateLimitSource::Worker:
        return Text::tr("by its workers");
    case RateLimitSource::System:
        return Text::tr("by the cluster");
    case RateLimitSource::Api:
        return Text::tr("through the API");
    case RateLimitSource::Unknown:
        break;
    }
    return Text::tr("by an unknown source");
}

/// With free slots and a poll waiting nothing but the limit keeps a task back.
bool isKeptBack(const Side &side, double dispatched, double limit)
{
    const Workforce &force = side.workforce();
    const bool hasRoom = force.isComplete && force.hasRoom();
    return dispatched >= atLimit * limit || (hasRoom && dispatched > 0 && dispatched >= onePartition * limit);
}

} // namespace

Finding causes::rateLimited(const Side &side)
{
    const auto &limit = side.facts().limit;
    if (!side.waits() || !side.isPolled() || side.keepsUp())
        return Finding::notAsked();
    if (!limit)
        return Finding::open(Text::tr("the server told no rate limit"));
    if (limit->perSecond <= 0)
        return Finding::notAsked();
    if (!isSet(*limit))
        return Finding::no(Text::tr("no limit is set"));
    const auto &dispatched = side.facts().dispatchRate;
    if (!dispatched)
        return Finding::open(Text::tr("the server told no rates"));
    if (!isKeptBack(side, *dispatched, limit->perSecond))
        return Finding::no(
            Text::tr("%1 of %2 a second go out").arg(formatRate(dispatched), formatRate(limit->perSecond)));
    const QString reason = limit->reason.isEmpty() ? QString() : displayText(limit->reason, nameLength);
    QString sentence = Text::tr("%1 are limited to %2 a second %3")
                           .arg(side.tasks(), formatRate(limit->perSecond), by(*limit));
    if (!reason.isEmpty())
        sentence = Text::tr("%1: %2").arg(sentence, reason);
    return Finding::yes(
        sentence, steps::elsewhere(Text::tr("raise the limit, or wait")),
        evidence::all({evidence::limit(side), evidence::rates(side), evidence::waiting(side)}),
        Signal::Caution);
}

} // namespace signalbox
