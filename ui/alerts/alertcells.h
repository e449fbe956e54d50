// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celldelegate.h"

namespace signalbox {

/// The list of alerts: its signal as on the board; quieter where somebody has taken one.
class AlertCells final : public CellDelegate
{
    Q_OBJECT

public:
    explicit AlertCells(QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
};

} // namespace signalbox
