// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <functional>
#include <vector>

namespace signalbox {

/// Some rows of a model as they were when they were taken: what is copied does not change with the list. A
/// value; its cells are made on any thread.
struct RowTexts
{
    std::size_t rows = 0;
    int columns = 0;
    std::function<QString(std::size_t row, int column)> cell; ///< `row` counts those taken
};

/// A model whose rows can be put into words away from the owner thread, which takes long where they are many.
class RowTextSource
{
public:
    virtual ~RowTextSource() = default;

    /// These rows, in this order.
    [[nodiscard]] virtual RowTexts textsOf(const std::vector<int> &rows) const = 0;
};

/// Tab-separated, a line a row, safe for a terminal (copyText()). Any thread. `rowsDone` counts up meanwhile;
/// what there is by then once `isUnwanted`.
[[nodiscard]] QString joinedTexts(const RowTexts &texts, std::atomic<std::size_t> &rowsDone,
                                  const std::atomic<bool> &isUnwanted);

} // namespace signalbox
