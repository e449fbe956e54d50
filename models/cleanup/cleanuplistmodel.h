// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/cleanup/cleanupwork.h"

namespace signalbox {

/// The namespaces that may be cleaned up, with what would go. Owner thread.
class CleanUpListModel final : public KeyedRowsModel<CleanUpLine>
{
    Q_OBJECT

public:
    enum Column { NamespaceColumn, AgeColumn, CountColumn, OldestColumn, StateColumn, ColumnCount };
    Q_ENUM(Column)

    using KeyedRowsModel::KeyedRowsModel;

    void setLines(std::vector<CleanUpLine> lines);
    [[nodiscard]] const CleanUpLine &line(int row) const { return KeyedRowsModel::row(row); }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace signalbox
