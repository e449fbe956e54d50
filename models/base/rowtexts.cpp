// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/rowtexts.h"

#include "models/base/displaytext.h"

namespace signalbox {

QString joinedTexts(const RowTexts &texts, std::atomic<std::size_t> &rowsDone,
                    const std::atomic<bool> &isUnwanted)
{
    QString lines;
    for (std::size_t row = 0; row < texts.rows && !isUnwanted; ++row) {
        if (row > 0)
            lines += u'\n';
        for (int column = 0; column < texts.columns; ++column) {
            if (column > 0)
                lines += u'\t';
            lines += copyText(texts.cell(row, column));
        }
        rowsDone = row + 1;
    }
    return lines;
}

} // namespace signalbox
