// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflow/pendingview.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/interventions/leverstate.h"
#include "models/workflows/pendingactivitymodel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>

#include <array>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{86, 140, 90, 70, 100, 110};
constexpr qsizetype buttonIdLength = 24;

} // namespace

PendingView::PendingView(PendingActivityModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(new PlainLabel(this))
    , m_leverReason(new PlainLabel(this))
    , m_complete(new QPushButton(tr("Complete…"), this))
    , m_table(new TableView(u"pendingActivities"_s, tr("Pending activities"), this))
{
    m_title->setSize(PlainLabel::Size::Strong);
    m_leverReason->setObjectName(u"completeReason"_s);
    m_leverReason->setTone(PlainLabel::Tone::Secondary);
    m_complete->setObjectName(u"complete"_s);
    connect(
        &m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) { letGo(first, last); }); // before the view hears
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->cells().setMonospaced({PendingActivityModel::IdColumn, PendingActivityModel::WorkerColumn});
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->horizontalHeader()->resizeSection(static_cast<int>(i),
                                                   metrics::scaled(columnWidths[i], fontMetrics()));

    auto *top = new QHBoxLayout;
    top->addWidget(m_title);
    top->addStretch(1);
    top->addWidget(m_leverReason);
    top->addWidget(m_complete);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);

    connect(m_complete, &QPushButton::clicked, this, [this] {
        if (const PendingActivity *activity = chosen())
            Q_EMIT complete(activity->activityId);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PendingView::showState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &PendingView::showState);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &PendingView::showState);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &PendingView::showState);
    showState();
}

const PendingActivity *PendingView::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.activity(rows.first().row());
}

void PendingView::keepColumns(UiState &state)
{
    m_table->keepColumns(state, u"workflow/pending"_s);
}

void PendingView::setLever(const LeverState &lever)
{
    m_complete->setEnabled(lever.enabled);
    setPlainToolTip(*m_complete, lever.reason);
    m_complete->setAccessibleDescription(lever.reason);
    m_leverReason->setText(lever.reason);
    m_leverReason->setVisible(!lever.reason.isEmpty());
}

void PendingView::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void PendingView::setEmptyText(const QString &text)
{
    m_table->setEmptyText(text);
}

void PendingView::repaintTimes()
{
    m_table->viewport()->update();
}

/// The view would choose the next row in place of one that goes, under the pointer of whoever is about to
/// press the button.
void PendingView::letGo(int first, int last)
{
    const QModelIndex current = m_table->currentIndex();
    if (current.row() >= first && current.row() <= last)
        m_table->setCurrentIndex({});
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty() && rows.first().row() >= first && rows.first().row() <= last)
        m_table->clearSelection();
}

void PendingView::showState()
{
    const int rows = m_model.rowCount();
    if (rows > 0 && !std::exchange(m_hasBegun, true))
        m_table->selectRow(0);
    m_title->setText(rows == 0 ? tr("Pending activities")
                               : tr("Pending activities: %1").arg(formatCount(rows)));
    const PendingActivity *activity = chosen();
    const QString id = activity ? displayText(activity->activityId, buttonIdLength) : QString();
    m_complete->setText(id.isEmpty() ? tr("Complete…")
                                     : tr("Complete %1…").arg(QString(id).replace(u'&', u"&&"_s)));
    m_complete->setAccessibleName(activity ? tr("Complete activity %1").arg(displayText(activity->activityId))
                                           : tr("Complete an activity"));
    Q_EMIT chosenChanged();
}

} // namespace signalbox
