// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/runtable.h"

#include "models/workflows/workflowtablemodel.h"
#include "ui/theme/tokens.h"
#include "ui/workflows/rundelegate.h"

#include <QHeaderView>
#include <QScrollBar>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Pixels at 100 %; the last column that is shown, why a run failed, takes the rest.
constexpr std::array columnWidths{92, 190, 150, 140, 150, 150};
/// Who scrolls on is not yet reading.
constexpr Milliseconds lookAfter{150};

} // namespace

RunTable::RunTable(WorkflowTableModel &model, QWidget *parent)
    : TableView(u"workflows"_s, tr("Workflows"), parent)
    , m_model(model)
    , m_runs(new RunDelegate(this))
{
    setModel(&m_model);
    m_runs->setMonospaced({WorkflowTableModel::WorkflowIdColumn, WorkflowTableModel::QueueColumn,
                           WorkflowTableModel::RunIdColumn});
    m_runs->setSecondary({WorkflowTableModel::QueueColumn, WorkflowTableModel::RunIdColumn});
    setItemDelegate(m_runs);
    setContextMenuPolicy(Qt::CustomContextMenu);
    buildHeader();
    followRows();
}

void RunTable::buildHeader()
{
    QHeaderView *header = horizontalHeader();
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        header->resizeSection(static_cast<int>(i), metrics::scaled(columnWidths[i], fontMetrics()));
    setColumnHidden(WorkflowTableModel::RunIdColumn, true); // long, seldom read, and copied without it
    // No column first, or enabling would sort by the one the header happens to name.
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this, header](int column) {
        if (column == WorkflowTableModel::WhyColumn)
            return header->setSortIndicator(-1, Qt::AscendingOrder);
        Q_EMIT sortedBy(column < 0 ? QString()
                                   : m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    });
}

void RunTable::followRows()
{
    connect(&m_model, &WorkflowTableModel::aboutToTakeRows, this, [this] { m_anchor.hold(); });
    connect(&m_model, &WorkflowTableModel::rowsTaken, this, [this] { m_anchor.restore(); });
    connect(&m_model, &WorkflowTableModel::stateChanged, this, [this] {
        m_runs->setStale(m_model.isStale());
        viewport()->update();
    });
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(lookAfter);
    const auto lookSoon = qOverload<>(&QTimer::start);
    connect(&m_model, &WorkflowTableModel::stateChanged, &m_lookSoon, lookSoon);
    connect(&m_model, &QAbstractItemModel::rowsInserted, &m_lookSoon, lookSoon);
    connect(&m_model, &QAbstractItemModel::layoutChanged, &m_lookSoon, lookSoon);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &m_lookSoon, lookSoon);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, &m_lookSoon, lookSoon);
    connect(&m_lookSoon, &QTimer::timeout, this, &RunTable::lookAtRows);
}

void RunTable::lookAtRows()
{
    const int first = rowAt(0);
    if (!isVisible() || first < 0)
        return;
    const int last = rowAt(viewport()->height() - 1);
    m_model.lookAt(first, last < 0 ? m_model.rowCount() - 1 : last);
}

} // namespace signalbox
