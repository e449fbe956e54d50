// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/runtable.h"

#include "models/workflows/workflowtablemodel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"

#include <QHeaderView>

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{96, 270, 210, 220, 150, 150};

} // namespace

RunTable::RunTable(WorkflowTableModel &model, QWidget *parent)
    : TableView(u"workflows"_s, tr("Workflows"), parent)
    , m_model(model)
{
    setModel(&m_model);
    cells().setMonospaced({WorkflowTableModel::WorkflowIdColumn, WorkflowTableModel::QueueColumn,
                           WorkflowTableModel::RunIdColumn});
    cells().setSecondary({WorkflowTableModel::QueueColumn, WorkflowTableModel::RunIdColumn});
    setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = horizontalHeader();
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        header->resizeSection(static_cast<int>(i), metrics::scaled(columnWidths[i], fontMetrics()));
    // No column first, or enabling would sort by the one the header happens to name.
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this](int column) {
        Q_EMIT sortedBy(column < 0 ? QString()
                                   : m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    });
}

} // namespace signalbox
