// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alertlist.h"
#include "models/base/keyedrows.h"
#include "models/metrics/alertmanager.h"

#include <array>
#include <set>

namespace signalbox {

/// What the console lists as firing, by what labels say of an alert: rule, namespace and queue as tally
/// spells them, task type; each of a queue also without its type, which not all labels tell.
using FiringNames = std::set<std::array<QString, 4>>;
[[nodiscard]] FiringNames firingNames(const std::vector<ListedAlert> &ours);
/// Whether it is of this profile's consoles, or of a rule that `signalbox rules export` wrote, and the same
/// fires here. One that is here only expected, muted or not known says more than the console does.
[[nodiscard]] bool isListed(const FiringNames &ours, const QString &profileName, const ForeignAlert &alert);
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
    void setOurs(const std::vector<ListedAlert> &ours);

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
    FiringNames m_ours;
    std::size_t m_hidden = 0;
};

} // namespace signalbox
