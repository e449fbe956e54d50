// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowanchor.h"

#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace signalbox {

void RowAnchor::hold()
{
    m_seen.clear();
    const int first = m_table.rowAt(0);
    if (first < 0)
        return;
    const int bottom = m_table.rowAt(m_table.viewport()->height() - 1);
    const int last = bottom < 0 ? m_table.model()->rowCount() - 1 : bottom;
    const auto see = [this](int row) {
        m_seen.push_back({m_table.model()->index(row, 0), m_table.rowViewportPosition(row)});
    };
    const int current = m_table.currentIndex().row();
    const bool isChosen = m_table.selectionModel()->hasSelection() && current >= first && current <= last;
    if (isChosen)
        see(current);
    else if (m_table.verticalScrollBar()->value() == 0)
        return;
    for (int row = first; row <= last; ++row)
        see(row);
}

void RowAnchor::restore()
{
    const auto found =
        std::find_if(m_seen.begin(), m_seen.end(), [](const Seen &seen) { return seen.row.isValid(); });
    if (found != m_seen.end()) {
        m_table.doItemsLayout(); // or the scroll bar ends where the rows did before
        QScrollBar *bar = m_table.verticalScrollBar();
        bar->setValue(bar->value() + m_table.rowViewportPosition(found->row.row()) - found->y);
    }
    m_seen.clear();
}

} // namespace signalbox
