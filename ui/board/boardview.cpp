// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/boardview.h"

#include "models/base/displaytext.h"
#include "models/board/boardmodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/itemviews.h"
#include "ui/widgets/signalchip.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto restAfterPointer = std::chrono::seconds(3);

constexpr int sparklineWidth = 62; // at 100 %
/// What the sentence has at the least before others give way, in average characters: "nobody polls for its
/// 150 workflow tasks".
constexpr int sentenceCharacters = 40;
/// What a person misses least first.
constexpr std::array givingWay{BoardModel::OwnerColumn, BoardModel::SparklineColumn,
                               BoardModel::RunningColumn, BoardModel::DrainColumn, BoardModel::RatesColumn};

/// The widest value that is usual in the column; the last takes what is left.
QString widestUsual(int column)
{
    switch (column) {
    case BoardModel::NameColumn:
        return u"research_workflows_"_s;
    case BoardModel::OwnerColumn:
        return u"Knowledge_MCP_mm"_s;
    case BoardModel::OldestColumn:
    case BoardModel::DrainColumn:
        return u"23 h 59 m"_s;
    case BoardModel::RatesColumn:
        return u"888 / 888"_s;
    case BoardModel::PollersColumn:
        return u"88 / 88"_s;
    default:
        return u"888 888"_s; // a count
    }
}

bool isControlClick(const QMouseEvent &event)
{
    return event.button() == Qt::LeftButton && event.modifiers() == Qt::ControlModifier;
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
    connect(header(), &QHeaderView::sectionResized, this, [this] { m_isResized = true; });
}

bool BoardView::isPointerAway() const
{
    return !viewport()->underMouse() && m_away.hasExpired();
}

/// After a column was resized QTreeView has rows painted anew from there on: without a namespace's facts,
/// which begin in the cell before.
void BoardView::timerEvent(QTimerEvent *event)
{
    QTreeView::timerEvent(event);
    if (std::exchange(m_isResized, false))
        viewport()->update();
}

void BoardView::setDefaultWidths()
{
    for (int column = 0; column < BoardModel::SentenceColumn; ++column)
        setColumnWidth(column, usualWidth(column));
}

int BoardView::usualWidth(int column) const
{
    constexpr int margins = 2 * CellDelegate::padding + 2;
    if (column == BoardModel::SignalColumn)
        return signalChipSize(Signal::Unknown, font()).width() + margins;
    if (column == BoardModel::SparklineColumn)
        return metrics::scaled(sparklineWidth, fontMetrics()) + margins;
    const bool isName = column == BoardModel::NameColumn;
    const QFont cells = isName                              ? monospaced(font())
                        : column == BoardModel::OwnerColumn ? font()
                                                            : strong(font());
    int wide = QFontMetrics(cells).horizontalAdvance(widestUsual(column)) + (isName ? 2 * indentation() : 0);
    const QStringList words = model()->headerData(column, Qt::Horizontal).toString().split(u' ');
    for (const QString &word : words)
        wide = std::max(wide, fontMetrics().horizontalAdvance(word));
    return wide + margins;
}

void BoardView::setOwned(bool owned)
{
    if (std::exchange(m_isOwned, owned) != owned)
        makeRoom();
}

void BoardView::setNamesWide(bool wide)
{
    if (std::exchange(m_areNamesWide, wide) == wide)
        return;
    const int more = fontMetrics().horizontalAdvance(u"_stratmaster-prod"_s);
    setColumnWidth(BoardModel::NameColumn,
                   std::max(columnWidth(BoardModel::NameColumn) + (wide ? more : -more), more));
    makeRoom();
}

/// The sentence is what a person came for: others go before it is cut. What a person hid or brought back
/// stays so until the window changes its width.
void BoardView::makeRoom()
{
    if (!model())
        return;
    int left = viewport()->width();
    for (int column = 0; column < BoardModel::SentenceColumn; ++column)
        left -= columnWidth(column);
    for (const auto &[column, width] : m_givenWay)
        left -= isColumnHidden(column) ? width : 0;
    const int wanted = fontMetrics().averageCharWidth() * sentenceCharacters;
    std::map<int, int> gone;
    for (const int column : givingWay) {
        const auto before = m_givenWay.find(column);
        if (isColumnHidden(column) && before == m_givenWay.end())
            continue;
        const int width = isColumnHidden(column) ? before->second : columnWidth(column);
        const bool isEmpty = column == BoardModel::OwnerColumn && !m_isOwned;
        if (!isEmpty && left >= wanted)
            continue;
        gone.emplace(column, width);
        left += width;
    }
    const std::map<int, int> before = std::exchange(m_givenWay, gone);
    for (const auto &[column, width] : before)
        if (!gone.contains(column))
            setColumnHidden(column, false);
    for (const auto &[column, width] : gone)
        setColumnHidden(column, true);
    if (before != gone)
        Q_EMIT givenWayChanged();
}

QStringList BoardView::givenWay() const
{
    QStringList columns;
    for (const auto &[column, width] : m_givenWay)
        columns << QString::number(column);
    return columns;
}

void BoardView::setGivenWay(const QStringList &columns)
{
    m_givenWay.clear();
    for (const int column : givingWay)
        if (columns.contains(QString::number(column)))
            m_givenWay.emplace(column, usualWidth(column));
    makeRoom();
}

void BoardView::setEmptyText(const QString &text)
{
    if (const QString shown = displayText(text); std::exchange(m_emptyText, shown) != shown)
        viewport()->update();
}

void BoardView::activate(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    if (!row.data(BoardModel::QueueRole).toString().isEmpty())
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
    if (model()->rowCount(index.siblingAtColumn(0)) == 0)
        return;
    // The rect spans all levels above; the arrow belongs to the last.
    const QPointF middle(rect.right() - indentation() / 2.0, QRectF(rect).center().y());
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

/// Qt would take the choice from a chosen row.
void BoardView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (isControlClick(*event) && index.isValid())
        setCurrentIndex(index);
    else
        QTreeView::mousePressEvent(event);
}

void BoardView::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (!isControlClick(*event))
        QTreeView::mouseReleaseEvent(event);
    else if (index.isValid() && index.siblingAtColumn(0) == currentIndex().siblingAtColumn(0))
        Q_EMIT controlClicked();
}

void BoardView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelectedRows(*this);
    else
        QTreeView::keyPressEvent(event);
}

void BoardView::focusInEvent(QFocusEvent *event)
{
    const bool hadCurrent = currentIndex().isValid();
    QTreeView::focusInEvent(event);
    if (!hadCurrent)
        leaveUnchosen(*this);
}

void BoardView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    makeRoom();
    Q_EMIT visibleRowsChanged();
}

bool BoardView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        m_away.setRemainingTime(restAfterPointer);
    return QTreeView::viewportEvent(event);
}

} // namespace signalbox
