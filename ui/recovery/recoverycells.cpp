// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recoverycells.h"

#include "ui/widgets/signalchip.h"

namespace signalbox {

RecoveryCells::RecoveryCells(int chipColumn, int signalRole, QObject *parent)
    : CellDelegate(parent)
    , m_chipColumn(chipColumn)
    , m_signalRole(signalRole)
{
}

void RecoveryCells::paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    if (index.column() != m_chipColumn)
        return CellDelegate::paintContent(painter, option, index);
    const auto signal = static_cast<Signal>(index.data(m_signalRole).toInt());
    paintSignalChip(painter, option.rect, signal, option.text, option.palette, option.font);
}

} // namespace signalbox
