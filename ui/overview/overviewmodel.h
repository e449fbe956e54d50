// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/store/overview.h"

namespace signalbox {

/// One slice of what was counted, in words.
struct OverviewRow
{
    Instant time;
    QString running; ///< in all namespaces of which it is known
    QString largest; ///< by namespace, the largest first
    QString ends;
    QString calls;
    QString refused;

    bool operator==(const OverviewRow &) const = default;
};

/// The charts of an overview as rows, newest first: what a screen reader can read and a person can copy.
/// Slices of which nothing is known are none. Owner thread.
class OverviewModel final : public KeyedRowsModel<OverviewRow>
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        RunningColumn,
        EndsColumn,
        CallsColumn,
        RefusedColumn,
        LargestColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    using KeyedRowsModel::KeyedRowsModel;

    void show(const Overview &overview);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace signalbox
