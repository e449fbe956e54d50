// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "ui/board/boardfilter.h"

#include <QSortFilterProxyModel>

#include <map>

namespace signalbox {

/// The board in the order and cut a person looks at: worst first, filtered, and standing still. Values change
/// in place at once; order and cut change only when the filter does or when settle() is called. While frozen
/// it shows the values of that moment. Owner thread.
class BoardProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit BoardProxy(QObject *parent = nullptr);

    void setSourceModel(QAbstractItemModel *model) override;
    void setFilter(const BoardFilter &filter);
    [[nodiscard]] const BoardFilter &filter() const { return m_filter; }
    /// Sorts and cuts anew by what the rows say now.
    void settle();
    /// Whether every row has been where it belongs since then: settle() would change nothing.
    [[nodiscard]] bool isSettled() const { return m_settled; }
    void setFrozen(bool frozen);
    [[nodiscard]] bool isFrozen() const { return m_frozen; }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    using Cells = std::map<std::pair<int, int>, QVariant>; ///< by column and role

    [[nodiscard]] bool isDenied(const QModelIndex &sourceIndex) const;
    [[nodiscard]] QVariant value(const QModelIndex &sourceIndex, int role) const;
    [[nodiscard]] bool accepts(const QModelIndex &sourceIndex) const;
    void noteChanges(const QModelIndex &sourceParent, int first, int last);
    [[nodiscard]] bool isInPlace(const QModelIndex &sourceIndex) const;
    void freeze(const QModelIndex &sourceParent);
    void announceRows(const QModelIndex &parent);

    BoardFilter m_filter;
    bool m_frozen = false;
    bool m_settled = false;
    bool m_wasCut = false;                                      ///< rows may be left out of the shown ones
    std::map<std::pair<QueueKey, QString>, Cells> m_frozenRows; ///< by queue, or fold, or group
};

} // namespace signalbox
