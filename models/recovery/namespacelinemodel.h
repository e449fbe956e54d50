// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/recovery/findings.h"

namespace signalbox {

/// The namespaces of a manifest in numbers, all of them first. Owner thread.
class NamespaceLineModel final : public KeyedRowsModel<NamespaceLine>
{
    Q_OBJECT

public:
    enum Column {
        NamespaceColumn,
        SignalColumn,
        MissingColumn,
        BehindColumn,
        ReopenedColumn,
        WrongColumn,
        ChangedColumn,
        UnpolledColumn,
        AgainColumn,
        AdvancedColumn,
        IntactColumn,
        StateColumn,
        ColumnCount
    };
    Q_ENUM(Column)
    enum Role {
        SignalRole = Qt::UserRole + 1, ///< int of Signal
    };

    using KeyedRowsModel::KeyedRowsModel;

    void setLines(std::vector<NamespaceLine> lines);
    [[nodiscard]] const NamespaceLine &line(int row) const { return KeyedRowsModel::row(row); }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

/// What a signal means of a namespace that was restored: "lost", "differs", "not known", "as it was".
[[nodiscard]] QString restoredText(Signal signal);

} // namespace signalbox
