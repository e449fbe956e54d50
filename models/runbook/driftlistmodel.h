// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/plannedrows.h"
#include "models/runbook/driftlist.h"
#include "models/runbook/drifttext.h"

#include <QStringList>

namespace signalbox {

/// Drifts in columns, as many as a large cluster has. Owner thread.
class DriftListModel final : public PlannedRowsModel<ListedDrift>
{
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        RuleColumn,
        NamespaceColumn,
        QueueColumn,
        ExpectedColumn,
        FoundColumn,
        OwnerColumn,
        ColumnCount
    };
    Q_ENUM(Column)
    enum Role {
        StateRole = Qt::UserRole + 1, ///< int of DriftState
    };

    using PlannedRowsModel::PlannedRowsModel;

    void setFilter(const DriftFilter &filter);
    [[nodiscard]] const DriftFilter &filter() const { return m_filter; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By state the list has its own order.
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void showing(); ///< the rows become those of the filter and order that were asked for last
    void shown();   ///< they are

protected:
    [[nodiscard]] Choose chooser() const override;
    [[nodiscard]] Copy copier() const override;
    [[nodiscard]] KeyOf keying() const override;
    void aboutToShow() override { Q_EMIT showing(); }
    void hasShown() override { Q_EMIT shown(); }

private:
    DriftFilter m_filter;
    int m_sortColumn = StateColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace signalbox
