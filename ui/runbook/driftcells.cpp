// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runbook/driftcells.h"

#include "models/runbook/driftlistmodel.h"
#include "ui/widgets/signalchip.h"

namespace signalbox {

Signal signalOf(DriftState state)
{
    switch (state) {
    case DriftState::Holds:
        return Signal::Clear;
    case DriftState::Drifted:
        return Signal::Caution;
    case DriftState::Impossible:
        return Signal::Danger;
    case DriftState::CannotBeKnown:
    case DriftState::NeverTold:
        break;
    }
    return Signal::Unknown;
}

DriftCells::DriftCells(QObject *parent)
    : CellDelegate(parent)
{
    setMonospaced({DriftListModel::QueueColumn});
    setSecondary({DriftListModel::OwnerColumn});
}

void DriftCells::paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    if (index.column() != DriftListModel::StateColumn)
        return CellDelegate::paintContent(painter, option, index);
    const auto state = static_cast<DriftState>(index.data(DriftListModel::StateRole).toInt());
    paintSignalChip(painter, option.rect, signalOf(state), option.text, option.palette, option.font);
}

} // namespace signalbox
