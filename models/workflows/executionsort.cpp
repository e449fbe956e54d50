// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executionsort.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace signalbox {

namespace {

/// Keys are read once into a row of their own: comparing through pages would miss the cache at every step.
template <class KeyOf>
void sortBy(ExecutionOrder &places, const ExecutionRows &rows, Qt::SortOrder order, KeyOf keyOf)
{
    std::vector<decltype(keyOf(rows, std::size_t(0)))> keys;
    keys.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keys.push_back(keyOf(rows, i));
    if (order == Qt::AscendingOrder)
        std::stable_sort(places.begin(), places.end(),
                         [&](quint32 left, quint32 right) { return keys[left] < keys[right]; });
    else
        std::stable_sort(places.begin(), places.end(),
                         [&](quint32 left, quint32 right) { return keys[right] < keys[left]; });
}

/// 0 is unset and goes last, whichever way the rest is sorted.
qint64 timeKey(qint64 ms, Qt::SortOrder order)
{
    if (ms != 0)
        return ms;
    return order == Qt::AscendingOrder ? std::numeric_limits<qint64>::max()
                                       : std::numeric_limits<qint64>::min();
}

} // namespace

ExecutionOrder sortedOrder(const ExecutionRows &rows, ExecutionKey key, Qt::SortOrder order)
{
    ExecutionOrder places(rows.size());
    std::iota(places.begin(), places.end(), 0U);
    const auto sortByText = [&](auto member) {
        sortBy(places, rows, order,
               [member](const ExecutionRows &all, std::size_t i) { return (all.*member)(i); });
    };
    switch (key) {
    case ExecutionKey::ServerOrder:
        break;
    case ExecutionKey::Status:
        sortBy(places, rows, order,
               [](const ExecutionRows &all, std::size_t i) { return all.row(i).status; });
        break;
    case ExecutionKey::WorkflowId:
        sortByText(&ExecutionRows::workflowId);
        break;
    case ExecutionKey::Type:
        sortByText(&ExecutionRows::type);
        break;
    case ExecutionKey::TaskQueue:
        sortByText(&ExecutionRows::taskQueue);
        break;
    case ExecutionKey::Started:
        sortBy(places, rows, order, [order](const ExecutionRows &all, std::size_t i) {
            return timeKey(all.row(i).startMs, order);
        });
        break;
    case ExecutionKey::Closed:
        sortBy(places, rows, order, [order](const ExecutionRows &all, std::size_t i) {
            return timeKey(all.row(i).closeMs, order);
        });
        break;
    case ExecutionKey::RunId:
        sortByText(&ExecutionRows::runId);
        break;
    }
    return places;
}

Result<RowOrder> sortedLayout(const ExecutionRows &rows, const ExecutionOrder &shown, ExecutionKey key,
                              Qt::SortOrder order)
{
    const ExecutionOrder sorted = sortedOrder(rows, key, order);
    RowOrder rowOf(shown.size());
    for (std::size_t row = 0; row < shown.size(); ++row)
        rowOf[shown[row]] = static_cast<quint32>(row);
    RowOrder layout;
    layout.reserve(sorted.size());
    for (const quint32 place : sorted)
        layout.push_back(rowOf[place]);
    return layout;
}

} // namespace signalbox
