// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/pollercells.h"

#include "ui/queue/pollermodel.h"

namespace signalbox {

PollerCells::PollerCells(QObject *parent)
    : CellDelegate(parent)
{
    setMonospaced({PollerModel::IdentityColumn});
}

void PollerCells::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    if (!index.data(PollerModel::GoneRole).toBool())
        return;
    const bool why =
        index.column() == PollerModel::StateColumn || index.column() == PollerModel::LastPollColumn;
    option->palette.setColor(QPalette::Text,
                             option->palette.color(why ? QPalette::BrightText : QPalette::PlaceholderText));
}

} // namespace signalbox
