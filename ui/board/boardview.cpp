// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/boardview.h"

#include "models/base/displaytext.h"
#include "models/board/boardmodel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/itemviews.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <chrono>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto restAfterPointer = std::chrono::seconds(3);

/// Pixels at 100 % of each column; the last takes what is left.
constexpr int defaultWidth(int column)
{
    switch (column) {
    case BoardModel::SignalColumn:
        return 104; // "unknown" is the widest pill
    case BoardModel::NameColumn:
        return 190;
    case BoardModel::OwnerColumn:
        return 134;
    case BoardModel::DrainColumn:
        return 62;
    case BoardModel::ActivityBacklogColumn:
    case BoardModel::PollersColumn:
        return 68;
    case BoardModel::RunningColumn:
        return 76;
    case BoardModel::RatesColumn:
        return 74;
    case BoardModel::OldestColumn:
        return 84; // "12 m 34 s"
    case BoardModel::SparklineColumn:
        return 82;
    default:
        return 80;
    }
}

} // namespace

BoardView::BoardView(QWidget *parent)
    : QTreeView(parent)
{
    setObjectName(u"boardView"_s);
    setAccessibleName(tr("Namespaces and their queues"));
    setUpItemView(*this);
    setUniformRowHeights(true); // else each row is measured whenever rows come, go or move
    setUpHeader(*header());
    setSelectionMode(QAbstractItemView::SingleSelection);
    setIndentation(metrics::scaled(14, fontMetrics()));
    setTreePosition(BoardModel::NameColumn);
    setExpandsOnDoubleClick(false); // a double click activates, and activation folds
    setSortingEnabled(true);
    header()->setSectionsClickable(true);
    header()->setStretchLastSection(true);
    header()->setFixedHeight(metrics::scaled(44, fontMetrics())); // two lines: long names over narrow numbers
    connect(this, &QTreeView::activated, this, &BoardView::activate);
    connect(this, &QTreeView::expanded, this, &BoardView::visibleRowsChanged);
    connect(this, &QTreeView::collapsed, this, &BoardView::visibleRowsChanged);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &BoardView::visibleRowsChanged);
}

bool BoardView::isPointerAway() const
{
    return !viewport()->underMouse() && m_away.hasExpired();
}

void BoardView::setDefaultWidths()
{
    for (int column = 0; column < BoardModel::SentenceColumn; ++column)
        setColumnWidth(column, metrics::scaled(defaultWidth(column), fontMetrics()));
}

void BoardView::setEmptyText(const QString &text)
{
    if (const QString shown = displayText(text); std::exchange(m_emptyText, shown) != shown)
        viewport()->update();
}

void BoardView::activate(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    if (row.parent().isValid())
        Q_EMIT queueActivated(row);
    else
        setExpanded(row, !isExpanded(row));
}

void BoardView::drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                        const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(options.palette);
    const bool selected = selectionModel()->isSelected(index.siblingAtColumn(0));
    const bool hovered = options.state.testFlag(QStyle::State_MouseOver);
    const bool group = !index.parent().isValid();
    const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
    painter->fillRect(row, selected             ? tokens.selection
                           : (group || hovered) ? tokens.alternate
                                                : tokens.surface);
    QTreeView::drawRow(painter, options, index);
    painter->setPen(options.palette.color(QPalette::Mid));
    painter->drawLine(row.bottomLeft(), row.bottomRight());
    if (hasFocus() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0))
        painter->fillRect(row.left(), row.top(), 3, row.height(), tokens.accent);
}

void BoardView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (index.parent().isValid() || model()->rowCount(index.siblingAtColumn(0)) == 0)
        return;
    const QPointF middle = QRectF(rect).center();
    QPainterPath arrow;
    if (isExpanded(index.siblingAtColumn(0))) {
        arrow.moveTo(middle + QPointF(-4, -2));
        arrow.lineTo(middle + QPointF(0, 2));
        arrow.lineTo(middle + QPointF(4, -2));
    } else {
        arrow.moveTo(middle + QPointF(-2, -4));
        arrow.lineTo(middle + QPointF(2, 0));
        arrow.lineTo(middle + QPointF(-2, 4));
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(palette().color(QPalette::PlaceholderText), 1.5));
    painter->drawPath(arrow);
    painter->restore();
}

void BoardView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (m_emptyText.isEmpty() || (model() && model()->rowCount() > 0))
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
}

void BoardView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelectedRows(*this);
    else
        QTreeView::keyPressEvent(event);
}

void BoardView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    Q_EMIT visibleRowsChanged();
}

bool BoardView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        m_away.setRemainingTime(restAfterPointer);
    return QTreeView::viewportEvent(event);
}

} // namespace signalbox
