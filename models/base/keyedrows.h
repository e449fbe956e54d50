// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace signalbox {

/// Brings `rows` to `next` with the smallest announcements a flat model can make, so that selection and
/// scroll survive a refresh: rows are matched by key, gone ones removed, new ones inserted in place, kept
/// ones compared and announced only where they differ. Both lists must be unique by key. Order follows
/// `next`; a kept row that moved is announced as a move.
///
/// The model offers removeAt(i), insertAt(i, row), moveTo(from, to) and update(i, row); each changes `rows`
/// and announces it. For up to a few thousand rows.
template <class Row, class KeyOf, class Model>
void mergeRows(std::vector<Row> &rows, const std::vector<Row> &next, KeyOf keyOf, Model &model)
{
    // Rows seldom move between two refreshes, so the same place is tried first.
    const auto find = [&](const std::vector<Row> &list, const auto &key, std::size_t from, std::size_t hint) {
        if (hint < list.size() && keyOf(list[hint]) == key)
            return hint;
        for (std::size_t i = from; i < list.size(); ++i)
            if (keyOf(list[i]) == key)
                return i;
        return list.size();
    };
    for (std::size_t i = rows.size(); i-- > 0;)
        if (find(next, keyOf(rows[i]), 0, i) == next.size())
            model.removeAt(static_cast<int>(i));
    for (std::size_t i = 0; i < next.size(); ++i) {
        const std::size_t at = find(rows, keyOf(next[i]), i, i);
        if (at == rows.size())
            model.insertAt(static_cast<int>(i), next[i]);
        else if (at != i)
            model.moveTo(static_cast<int>(at), static_cast<int>(i));
        if (!(rows[i] == next[i]))
            model.update(static_cast<int>(i), next[i]);
    }
}

} // namespace signalbox
