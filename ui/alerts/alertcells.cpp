// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertcells.h"

#include "models/alerts/alertlistmodel.h"
#include "ui/widgets/signalchip.h"

namespace signalbox {

AlertCells::AlertCells(QObject *parent)
    : CellDelegate(parent)
{
    setMonospaced({AlertListModel::QueueColumn});
}

void AlertCells::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    if (index.column() == AlertListModel::OwnerColumn || !index.data(AlertListModel::IsOpenRole).toBool())
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
}

void AlertCells::paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    if (index.column() != AlertListModel::SignalColumn)
        return CellDelegate::paintContent(painter, option, index);
    const auto signal = static_cast<Signal>(index.data(AlertListModel::SignalRole).toInt());
    paintSignalChip(painter, option.rect, signal, option.palette, option.font);
}

} // namespace signalbox
