// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/placememory.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Words, because the file outlives the order of the enumeration.
QString wordOf(Place::Page page)
{
    switch (page) {
    case Place::Page::Queue:
        return u"queue"_s;
    case Place::Page::Workflows:
        return u"workflows"_s;
    case Place::Page::Workflow:
        return u"workflow"_s;
    case Place::Page::Journal:
        return u"journal"_s;
    case Place::Page::HandOver:
        return u"handover"_s;
    case Place::Page::Overview:
        return u"overview"_s;
    case Place::Page::Alerts:
        return u"alerts"_s;
    case Place::Page::Rules:
        return u"rules"_s;
    case Place::Page::Runbook:
        return u"runbook"_s;
    case Place::Page::Recovery:
        return u"recovery"_s;
    case Place::Page::CleanUp:
        return u"cleanup"_s;
    case Place::Page::Board:
    case Place::Page::Past: // a new window begins in the present
    case Place::Page::PastQueue:
        break;
    }
    return u"board"_s;
}

} // namespace

QStringList keptPlace(const Place &place)
{
    // An archive is asked by a person, and in words of its own: the list comes back as it was before.
    if (place.isArchive)
        return keptPlace(Place::ofWorkflows());
    return {wordOf(place.page), place.ns, place.queue, place.workflow, place.run, place.query};
}

Place placeOfKept(const QStringList &kept)
{
    if (kept.size() != keptPlace(Place::board()).size())
        return Place::board();
    for (const Place::Page page :
         {Place::Page::Queue, Place::Page::Workflows, Place::Page::Workflow, Place::Page::Journal,
          Place::Page::HandOver, Place::Page::Overview, Place::Page::Alerts, Place::Page::Rules,
          Place::Page::Runbook, Place::Page::Recovery, Place::Page::CleanUp})
        if (wordOf(page) == kept[0])
            return {page, kept[1], kept[2], kept[3], kept[4], kept[5], {}, {}};
    return Place::board();
}

} // namespace signalbox
