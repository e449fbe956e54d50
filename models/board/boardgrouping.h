// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardgroup.h"

#include <QAbstractProxyModel>

#include <memory>

namespace signalbox {

class BoardModel;

/// The board's queues below who owns them, or below the signal they show, instead of below their namespaces:
/// a layer over BoardModel, whose rows it shows. Rows of many like names go as one. A namespace of which
/// something isn't known is a row of its own, so that nothing hides with it; what a person may not read is
/// one group. Values change at once; which group a row is in changes when settle() is called, so that none
/// moves by itself. Owner thread.
class BoardGrouping final : public QAbstractProxyModel
{
    Q_OBJECT

public:
    /// By owners or signals; the board must outlive it.
    BoardGrouping(BoardModel &board, BoardGroups by, QObject *parent = nullptr);
    ~BoardGrouping() override;

    /// Whether each row is in the group where it belongs now.
    [[nodiscard]] bool isSettled() const;
    void settle();

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &index) const override; ///< of a group: none
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &source) const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
