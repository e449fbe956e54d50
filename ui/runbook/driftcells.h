// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/signal.h"
#include "models/runbook/drift.h"
#include "ui/widgets/celldelegate.h"

namespace signalbox {

/// How a state is drawn. What isn't known is never drawn as what holds.
[[nodiscard]] Signal signalOf(DriftState state);

/// The table's cells: the state as a chip with its word, names monospaced.
class DriftCells final : public CellDelegate
{
    Q_OBJECT

public:
    explicit DriftCells(QObject *parent);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
};

} // namespace signalbox
