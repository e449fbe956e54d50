// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>

#include <vector>

class QTableView;

namespace signalbox {

/// Keeps what a person looks at where it is while the rows of a table change: the current row if it is in
/// sight, else the topmost one, unless the table shows its very top. UI thread.
class RowAnchor final
{
public:
    explicit RowAnchor(QTableView &table)
        : m_table(table)
    {
    }

    void hold();    ///< before the rows change
    void restore(); ///< after

private:
    struct Seen
    {
        QPersistentModelIndex row;
        int y = 0; ///< in the viewport
    };

    QTableView &m_table;
    std::vector<Seen> m_seen; ///< those to go by, the best first; some may be gone by then
};

} // namespace signalbox
