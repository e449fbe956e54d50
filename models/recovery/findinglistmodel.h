// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/plannedrows.h"
#include "models/recovery/findings.h"

namespace signalbox {

/// What a verification found, in columns. Owner thread.
class FindingListModel final : public PlannedRowsModel<Finding>
{
    Q_OBJECT

public:
    enum Column { WhatColumn, NamespaceColumn, SubjectColumn, ThenColumn, NowColumn, ColumnCount };
    Q_ENUM(Column)
    enum Role {
        SignalRole = Qt::UserRole + 1, ///< int of Signal
    };

    using PlannedRowsModel::PlannedRowsModel;

    void setFilter(const FindingFilter &filter);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void showing(); ///< the rows become those of the filter that was asked for last
    void shown();   ///< they are

protected:
    [[nodiscard]] Choose chooser() const override;
    [[nodiscard]] Copy copier() const override;
    [[nodiscard]] KeyOf keying() const override;
    void aboutToShow() override { Q_EMIT showing(); }
    void hasShown() override { Q_EMIT shown(); }

private:
    FindingFilter m_filter;
};

} // namespace signalbox
