// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/rundelegate.h"

#include "models/workflows/executiontablemodel.h"
#include "models/workflows/executiontext.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace signalbox {

namespace {

constexpr double staleOpacity = 0.5;

} // namespace

void RunDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    const auto status = static_cast<ExecutionStatus>(index.data(ExecutionTableModel::StatusRole).toInt());
    if (index.column() == ExecutionTableModel::WhyColumn)
        option->textElideMode = Qt::ElideRight;
    if (index.column() != ExecutionTableModel::StatusColumn || !wentWrong(status))
        return;
    option->font.setWeight(QFont::DemiBold);
    option->fontMetrics = QFontMetrics(option->font);
    option->palette.setColor(QPalette::Text, tokensFor(option->palette).dangerText);
}

void RunDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    painter.setOpacity(m_isStale ? staleOpacity : 1);
    CellDelegate::paintContent(painter, option, index);
    painter.setOpacity(1);
}

} // namespace signalbox
