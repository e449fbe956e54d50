// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/factcolumns.h"

#include <QBoxLayout>

#include <algorithm>

namespace signalbox {

FactColumns::FactColumns(QWidget *parent)
    : QWidget(parent)
    , m_first(new FactGrid(this))
    , m_second(new FactGrid(this))
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(24);
    m_columns->addWidget(m_first, 1, Qt::AlignTop);
    m_columns->addWidget(m_second, 1, Qt::AlignTop);
}

void FactColumns::setFacts(const std::vector<Fact> &first, const std::vector<Fact> &second)
{
    m_first->setFacts(first);
    m_second->setFacts(second);
    arrange();
}

void FactColumns::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FactColumns::arrange()
{
    const int half = (contentsRect().width() - m_columns->spacing()) / 2;
    const int widest = std::max(m_first->sizeHint().width(), m_second->sizeHint().width());
    m_columns->setDirection(widest <= half ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace signalbox
