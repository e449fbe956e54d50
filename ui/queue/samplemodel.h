// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace signalbox {

/// The chart's samples as rows, newest first: what a screen reader can read and a person can copy. Grows at
/// the top and loses old rows at the bottom, or the other way round with another range. Owner thread.
class SampleModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        WorkflowColumn,
        ActivityColumn,
        OldestColumn,
        RatesColumn,
        PollersColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    using QAbstractTableModel::QAbstractTableModel;

    /// Oldest first, as the watch has them: one stretch of the queue's samples.
    void setSamples(const std::vector<QueueSample> &samples);
    void append(const QueueSample &sample);
    void dropBefore(Instant time);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    using Samples = std::deque<QueueSample>;

    void remove(const Samples::const_iterator &first, const Samples::const_iterator &last);
    [[nodiscard]] Samples::const_iterator firstFrom(Instant time) const;

    Samples m_samples; ///< oldest first: the last one is row 0
};

} // namespace signalbox
