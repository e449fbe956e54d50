// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameLength = 60;

QString shown(const QString &version)
{
    return version.isEmpty() ? Text::tr("unversioned workers") : displayText(version, nameLength);
}

/// Of the pollers that are alive.
QStringList polledVersions(const Side &side)
{
    QStringList versions;
    for (const SeenPoller &poller : side.pollers())
        if (poller.alive && !versions.contains(poller.version))
            versions << poller.version;
    return versions;
}

evidence::Lines versionLines(const Side &side, const QStringList &polled)
{
    const QueueVersions &versions = side.facts().versions;
    QStringList names;
    std::transform(polled.begin(), polled.end(), std::back_inserter(names), shown);
    evidence::Lines lines = evidence::looked(side, Text::tr("current version"), shown(versions.current));
    if (!versions.ramping.isEmpty())
        lines = evidence::all(
            {lines, evidence::looked(side, Text::tr("ramping version"), shown(versions.ramping))});
    return evidence::all({lines, evidence::looked(side, Text::tr("versions that poll"), names.join(u", "_s)),
                          evidence::waiting(side)});
}

Finding unpolled(const Side &side, const QStringList &polled, const QString &sentence, const QString &next)
{
    return Finding::yes(sentence, steps::elsewhere(next), versionLines(side, polled), Signal::Caution);
}

} // namespace

Finding causes::versionUnpolled(const Side &side)
{
    if (!side.waits() || !side.isPolled())
        return Finding::notAsked();
    const QueueVersions &versions = side.facts().versions;
    const QStringList polled = polledVersions(side);
    if (polled.isEmpty())
        return Finding::open(Text::tr("which versions poll is not known"));
    if (!versions.current.isEmpty() && !polled.contains(versions.current))
        return unpolled(side, polled,
                        Text::tr("its current version %1 is not polled").arg(shown(versions.current)),
                        Text::tr("start workers of it, or make a version current that polls"));
    if (!versions.ramping.isEmpty() && versions.rampingPercent > 0 && !polled.contains(versions.ramping))
        return unpolled(side, polled,
                        Text::tr("its ramping version %1, for %2 % of what starts, is not polled")
                            .arg(shown(versions.ramping), QString::number(versions.rampingPercent)),
                        Text::tr("start workers of it, or stop the ramp"));
    // Pinned executions may still be served by a version that is not current.
    if (versions.current.isEmpty() && !polled.contains(QString()) &&
        side.facts().dispatchRate.value_or(0) <= 0)
        return unpolled(side, polled,
                        Text::tr("no version is current, and only %1 polls").arg(shown(polled.first())),
                        Text::tr("make that version current"));
    return Finding::no(versions.current.isEmpty() ? Text::tr("no version is current")
                                                  : Text::tr("%1 polls").arg(shown(versions.current)));
}

} // namespace signalbox
