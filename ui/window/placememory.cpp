// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/placememory.h"

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Words, because the file outlives the order of the enumeration.
const std::array<std::pair<Place::Page, QString>, 4> words{{{Place::Page::Board, u"board"_s},
                                                            {Place::Page::Queue, u"queue"_s},
                                                            {Place::Page::Workflows, u"workflows"_s},
                                                            {Place::Page::Workflow, u"workflow"_s}}};

} // namespace

QStringList keptPlace(const Place &place)
{
    const auto *word =
        std::find_if(words.begin(), words.end(), [&place](const auto &w) { return w.first == place.page; });
    return {word->second, place.ns, place.queue, place.workflow, place.run, place.query};
}

Place placeOfKept(const QStringList &kept)
{
    if (kept.size() != keptPlace(Place::board()).size())
        return Place::board();
    const auto *word =
        std::find_if(words.begin(), words.end(), [&kept](const auto &w) { return w.second == kept[0]; });
    if (word == words.end())
        return Place::board();
    return {word->first, kept[1], kept[2], kept[3], kept[4], kept[5], {}};
}

} // namespace signalbox
