// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertlist.h"
#include "models/base/keyedrows.h"
#include "models/metrics/alertmanager.h"

namespace signalbox {

/// Whether this profile's consoles sent it.
[[nodiscard]] bool isSentFrom(const QString &profileName, const ForeignAlert &alert);
/// Whether it is of a rule that `signalbox rules export` wrote, and the console lists the same.
[[nodiscard]] bool isListed(const std::vector<ListedAlert> &ours, const ForeignAlert &alert);
/// "active", "silenced, inhibited".
[[nodiscard]] QString foreignStateText(const ForeignAlert &alert);
/// All that Alertmanager says of it, a line each, made safe to show.
[[nodiscard]] QStringList foreignAlertLines(const ForeignAlert &alert);

/// What stands in an Alertmanager and the console does not list itself: active ones first, then what stands
/// longest. Owner thread.
class ForeignAlertsModel final : public KeyedRowsModel<ForeignAlert>
{
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        AlertColumn,
        SeverityColumn,
        NamespaceColumn,
        QueueColumn,
        SinceColumn,
        WordsColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    ForeignAlertsModel(QString profileName, QObject *parent = nullptr);

    void setAlerts(std::vector<ForeignAlert> alerts);
    /// What the console lists.
    void setOurs(std::vector<ListedAlert> ours);

    [[nodiscard]] const ForeignAlert &alert(int row) const { return KeyedRowsModel::row(row); }
    [[nodiscard]] int rowOf(const QString &fingerprint) const;    ///< -1: it is not shown
    [[nodiscard]] std::size_t hidden() const { return m_hidden; } ///< are the console's own

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void show();

    const QString m_profileName;
    std::vector<ForeignAlert> m_all;
    std::vector<ListedAlert> m_ours;
    std::size_t m_hidden = 0;
};

} // namespace signalbox
