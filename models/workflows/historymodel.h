// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/rowtexts.h"
#include "models/temporal/client.h"

#include <QAbstractTableModel>

#include <memory>

namespace signalbox {

/// History of one run in words, newest first, paged on demand. SummaryRole is the text of an event with its
/// values shortened, WholeRole with all of them. Owner thread.
class HistoryModel final : public QAbstractTableModel, public RowTextSource
{
    Q_OBJECT

public:
    enum Column { IdColumn, TimeColumn, TypeColumn, ByColumn, SummaryColumn, ColumnCount };
    Q_ENUM(Column)
    enum Role { EventIdRole = Qt::UserRole, SummaryRole, WholeRole };

    explicit HistoryModel(Client &client, QObject *parent = nullptr);
    ~HistoryModel() override;

    void load(const QString &ns, const QString &workflowId, const QString &runId);
    /// A history that was read elsewhere, whole: it is neither read on nor read again.
    void show(std::vector<HistoryEvent> newestFirst);
    void refresh(); ///< fetches only events newer than those held
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const HistoryEvent &event(int row) const;
    /// The newest event read that scheduled this activity, or null.
    [[nodiscard]] const HistoryEvent *scheduled(const QString &activityId) const;
    /// Of the newest event read by which a reset made this run of another; empty: none was read.
    [[nodiscard]] QString baseRunId() const;
    [[nodiscard]] RowTexts textsOf(const std::vector<int> &rows) const override;
    [[nodiscard]] const std::optional<Error> &error() const;
    [[nodiscard]] bool isLoading() const;

Q_SIGNALS:
    void stateChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
