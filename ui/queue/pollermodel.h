// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/monitor/observations.h"

namespace signalbox {

/// Pollers of one queue as the last sample had them, diffed by identity and kind: who they are, how long
/// since their last poll, alive or gone. Judges none: the look did. Owner thread.
class PollerModel final : public KeyedRowsModel<SeenPoller>
{
    Q_OBJECT

public:
    enum Column { IdentityColumn, KindColumn, LastPollColumn, RateColumn, StateColumn, ColumnCount };
    Q_ENUM(Column)
    enum Role { GoneRole = Qt::UserRole }; ///< bool

    explicit PollerModel(const Clock &clock, QObject *parent = nullptr);

    void setPollers(std::vector<SeenPoller> pollers);
    void tick(); ///< ages

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const SeenPoller &poller, Column column) const;

    const Clock &m_clock;
};

} // namespace signalbox
