// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertlisting.h"
#include "models/base/keyedrows.h"

namespace signalbox {

/// What a list of alerts is narrowed to. Empty fields narrow nothing.
struct AlertFilter
{
    std::optional<AlertStage> stage;
    QString owner;
    QString ns;
    bool onlyOpen = false; ///< what nobody has acknowledged or put aside

    [[nodiscard]] bool isEmpty() const { return *this == AlertFilter(); }
    bool operator==(const AlertFilter &) const = default;
};

/// Alerts in columns, in their order. Owner thread.
class AlertListModel final : public KeyedRowsModel<ListedRow>
{
    Q_OBJECT

public:
    enum Column {
        SignalColumn,
        RuleColumn,
        NamespaceColumn,
        QueueColumn,
        ValueColumn,
        AgeColumn,
        StateColumn,
        MarkColumn,
        OwnerColumn,
        ColumnCount
    };
    Q_ENUM(Column)
    enum Role {
        SignalRole = Qt::UserRole + 1, ///< int of Signal
        IsOpenRole,
    };

    using KeyedRowsModel::KeyedRowsModel;

    /// All there are, in their order; what does not fit the filter is kept for another one.
    void setAlerts(std::vector<ListedRow> alerts);
    void setFilter(const AlertFilter &filter);

    [[nodiscard]] const std::vector<ListedRow> &all() const { return m_all; }
    [[nodiscard]] const ListedAlert &alert(int row) const { return *KeyedRowsModel::row(row).alert; }
    [[nodiscard]] int rowOf(const AlertKey &key) const; ///< -1: it is not shown

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void show();

    AlertFilter m_filter;
    std::vector<ListedRow> m_all;
};

/// "acknowledged by ada", "snoozed until 11:13"; empty: nobody said anything.
[[nodiscard]] QString markText(const ListedAlert &one);

} // namespace signalbox
