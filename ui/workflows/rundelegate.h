// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/celldelegate.h"

namespace signalbox {

/// Paints the cells of a list of runs: a status that went wrong stands out as on the run's page, and rows
/// that are not current are faded. UI thread.
class RunDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    void setStale(bool stale) { m_isStale = stale; }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;

private:
    bool m_isStale = false;
};

} // namespace signalbox
