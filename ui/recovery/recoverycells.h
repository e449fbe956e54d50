// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celldelegate.h"

namespace signalbox {

/// A row whose one column is drawn as a chip, by the signal that a role of the model says.
class RecoveryCells final : public CellDelegate
{
    Q_OBJECT

public:
    RecoveryCells(int chipColumn, int signalRole, QObject *parent);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;

private:
    const int m_chipColumn;
    const int m_signalRole;
};

} // namespace signalbox
