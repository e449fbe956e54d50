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
    setSecondary({AlertListModel::OwnerColumn});
}

void AlertCells::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    const QColor quiet = option->palette.color(QPalette::PlaceholderText); // as Text is set it may be another
    CellDelegate::initStyleOption(option, index);
    if (!index.data(AlertListModel::IsOpenRole).toBool())
        option->palette.setColor(QPalette::Text, quiet);
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
