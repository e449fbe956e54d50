// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/celldelegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace signalbox {

void CellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideMiddle;
    option->displayAlignment.setFlag(Qt::AlignVCenter);
    if (m_monospaced.contains(index.column()))
        option->font = monospaced(option->font);
    else if (option->displayAlignment.testFlag(Qt::AlignRight))
        option->font = tabular(option->font);
    option->fontMetrics = QFontMetrics(option->font);
    if (m_secondary.contains(index.column()))
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    painter->save();
    paintGround(*painter, cell, index);
    cell.rect.adjust(padding, 0, -padding, 0);
    paintContent(*painter, cell, index);
    painter->restore();
}

void CellDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    constexpr int currentBar = 3;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        const Tokens &tokens = tokensFor(option.palette);
        painter.fillRect(option.rect, selected ? tokens.selection : tokens.alternate);
    }
    painter.setPen(option.palette.color(QPalette::Mid));
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool first = option.viewItemPosition == QStyleOptionViewItem::Beginning ||
                       option.viewItemPosition == QStyleOptionViewItem::OnlyOne;
    if (first && view && view->hasFocus() && view->currentIndex().row() == index.row())
        painter.fillRect(QRect(option.rect.topLeft(), QSize(currentBar, option.rect.height())),
                         tokensFor(option.palette).accent);
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = index.data(Qt::ToolTipRole).toString();
    if (text.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        text = index.data(Qt::DisplayRole).toString();
    QToolTip::showText(event->globalPos(), text.isEmpty() ? QString() : plainToolTip(text.split(u'\n')),
                       view);
    return true;
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    return {cell.fontMetrics.horizontalAdvance(cell.text) + 2 * padding + 1,
            metrics::scaled(metrics::row, QFontMetrics(option.font))};
}

void CellDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &) const
{
    painter.setFont(option.font);
    painter.setPen(option.palette.color(QPalette::Text));
    painter.drawText(option.rect, static_cast<int>(option.displayAlignment) | Qt::TextSingleLine,
                     option.fontMetrics.elidedText(option.text, option.textElideMode, option.rect.width()));
}

} // namespace signalbox
