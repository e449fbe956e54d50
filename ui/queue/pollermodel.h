// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <QAbstractTableModel>

#include <vector>

namespace signalbox {

/// Pollers of one queue as the last sample had them, diffed by identity and kind: who they are, how long
/// since their last poll, alive or gone. Owner thread.
class PollerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { IdentityColumn, KindColumn, LastPollColumn, RateColumn, StateColumn, ColumnCount };
    Q_ENUM(Column)
    enum Role { GoneRole = Qt::UserRole }; ///< bool

    explicit PollerModel(const Clock &clock, QObject *parent = nullptr);

    void setPollers(std::vector<Poller> pollers);
    void tick(); ///< ages

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Used by mergeRows (models/base/keyedrows.h).
    void removeAt(int row);
    void insertAt(int row, const Poller &poller);
    void moveTo(int from, int to);
    void update(int row, const Poller &poller);

private:
    [[nodiscard]] std::optional<Milliseconds> age(const Poller &poller) const;
    [[nodiscard]] bool isGone(const Poller &poller) const;
    [[nodiscard]] QString text(const Poller &poller, Column column) const;

    const Clock &m_clock;
    std::vector<Poller> m_pollers;
};

} // namespace signalbox
