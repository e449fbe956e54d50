// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tableview.h"

#include "models/base/displaytext.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/copybar.h"
#include "ui/widgets/itemviews.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace signalbox {

TableView::TableView(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
    , m_cells(new CellDelegate(this))
    , m_copyBar(new CopyBar(*this))
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setUpItemView(*this);
    setUpHeader(*horizontalHeader());
    horizontalHeader()->setStretchLastSection(true);
    verticalHeader()->setVisible(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setItemDelegate(m_cells);
    applyRowHeight();
}

void TableView::setEmptyText(const QString &text)
{
    m_emptyText = displayText(text);
    viewport()->update();
}

/// A header tells that a column was hidden only once it lays itself out.
TableView::~TableView()
{
    if (m_state)
        m_state->set(m_stateKey, horizontalHeader()->saveState());
}

void TableView::keepColumns(UiState &state, const QString &key)
{
    m_state = &state;
    m_stateKey = key;
    keepHeader(*horizontalHeader(), state, key);
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_emptyText.isEmpty() || (model() && model()->rowCount() > 0))
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelectedRows(*this);
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_copyBar->isCopying())
        return m_copyBar->stop();
    QTableView::keyPressEvent(event);
}

void TableView::focusInEvent(QFocusEvent *event)
{
    const bool hadCurrent = currentIndex().isValid();
    QTableView::focusInEvent(event);
    if (!hadCurrent)
        leaveUnchosen(*this);
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        applyRowHeight();
}

void TableView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    if (const int current = currentIndex().row(); current >= first && current <= last)
        leaveUnchosen(*this);
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void TableView::applyRowHeight()
{
    verticalHeader()->setMinimumSectionSize(0); // else the header's side margins, above and below
    verticalHeader()->setDefaultSectionSize(metrics::scaled(metrics::row, fontMetrics()));
}

} // namespace signalbox
