// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pagescroll.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

namespace {

/// Asks for what its parts need at the least, not only for what they want: one that takes whatever is left
/// wants nothing, and would lie under its neighbour.
class Content final : public QWidget
{
public:
    using QWidget::QWidget;

    [[nodiscard]] int heightForWidth(int width) const override
    {
        return std::max(QWidget::heightForWidth(width), layout()->minimumHeightForWidth(width));
    }
};

} // namespace

PageScroll::PageScroll(QWidget &page)
    : QScrollArea(&page)
{
    auto *content = new Content(this);
    m_column = new QVBoxLayout(content);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWidget(content);
    auto *around = new QVBoxLayout(&page);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(this);
}

QSize PageScroll::minimumSizeHint() const
{
    const int bar = verticalScrollBar()->sizeHint().width();
    return {widget()->minimumSizeHint().width() + bar, QScrollArea::minimumSizeHint().height()};
}

bool PageScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace signalbox
