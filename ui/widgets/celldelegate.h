// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QStyledItemDelegate>

namespace signalbox {

/// Paints a row of a list in the look: fixed height, a line under it, selection as a quiet ground, one line
/// of text elided in the middle, numbers with tabular figures. Columns may be monospaced (ids) or secondary.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setMonospaced(const QSet<int> &columns) { m_monospaced = columns; }
    void setSecondary(const QSet<int> &columns) { m_secondary = columns; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Tooltips of the model, or the whole text where it is cut; plain either way.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    static constexpr int padding = 10;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    /// The row's ground, the line under it and the bar that marks where the keyboard is.
    virtual void paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const;
    /// The cell's content inside its padding; the ground is painted. Default: the text.
    virtual void paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const;

private:
    QSet<int> m_monospaced;
    QSet<int> m_secondary;
};

} // namespace signalbox
