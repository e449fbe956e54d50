// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alerthistory.h"
#include "models/base/keyedrows.h"
#include "models/base/reply.h"

#include <QThreadPool>

namespace signalbox {

class Past;

/// What rules did within the last days, newest first: read from the profile's store, whoever recorded it, and
/// put into words by a worker. Owner thread.
class AlertHistoryModel final : public KeyedRowsModel<PastChange>
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        WhatColumn,
        RuleColumn,
        NamespaceColumn,
        QueueColumn,
        ValueColumn,
        LastedColumn,
        OwnerColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    /// Outlived by all three.
    AlertHistoryModel(Past &past, const Runbook &runbook, const Clock &clock, QObject *parent = nullptr);

    /// What was read last of another span stays until this is in.
    void read(std::chrono::minutes span);
    void stop();

    [[nodiscard]] const std::vector<PastChange> &changes() const { return rows(); }
    [[nodiscard]] std::vector<PastChange> changesOf(const AlertKey &alert) const; ///< newest first
    [[nodiscard]] std::optional<Instant> readAt() const { return m_readAt; }      ///< nullopt: not yet
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// There were more than are read at a time: the older ones are missing.
    [[nodiscard]] bool isCut() const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void changed(); ///< read, well or not

private:
    using History = std::vector<PastChange>;

    void word(std::vector<Transition> changes);
    void take(Result<History> history);

    Past &m_past;
    const Runbook &m_runbook;
    const Clock &m_clock;
    Delivery m_reading;
    std::optional<Instant> m_readAt;
    std::optional<Error> m_failure;
    QThreadPool m_worker;
};

} // namespace signalbox
