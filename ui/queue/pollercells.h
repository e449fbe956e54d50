// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celldelegate.h"

namespace signalbox {

/// Cells of the poller table: identities monospaced, what is gone in danger's text colour.
class PollerCells final : public CellDelegate
{
    Q_OBJECT

public:
    explicit PollerCells(QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace signalbox
