// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflow/historyview.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/workflows/historymodel.h"
#include "models/workflows/payloadtext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/tableview.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{60, 150, 230, 220};
constexpr int eventWidth = 360;
constexpr int tableWidth = 820;
constexpr qsizetype valueNameLength = 40;

QWidget *inColumn(QWidget *top, QWidget *below, QWidget *parent)
{
    auto *column = new QWidget(parent);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(top);
    layout->addWidget(below, 1);
    return column;
}

} // namespace

HistoryView::HistoryView(HistoryModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(new PlainLabel(this))
    , m_failure(new PlainLabel(this))
    , m_older(new QPushButton(tr("Load older"), this))
    , m_table(new TableView(u"history"_s, tr("History"), this))
    , m_eventTitle(new ElidedLabel(this, Qt::ElideRight))
    , m_whole(new QPushButton(tr("Show whole"), this))
    , m_value(new QComboBox(this))
    , m_copyValue(new CopyButton(u"copyValue"_s, tr("Copy the whole value"), this))
    , m_event(new PlainTextView(u"event"_s, tr("The chosen event"), this))
{
    m_title->setSize(PlainLabel::Size::Strong);
    m_eventTitle->setFont(strong(font()));
    m_eventTitle->setText(tr("Event"));
    m_failure->setObjectName(u"historyFailure"_s);
    m_failure->setTone(PlainLabel::Tone::Danger);
    m_older->setObjectName(u"loadOlder"_s);
    m_older->setAccessibleName(tr("Load older events"));
    m_whole->setObjectName(u"showWhole"_s);
    m_whole->setAccessibleName(tr("Show the values whole"));
    m_value->setObjectName(u"value"_s);
    m_value->setAccessibleName(tr("Value to copy"));
    m_event->setPlaceholderText(tr("Choose an event to read it."));
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->cells().setMonospaced({HistoryModel::ByColumn});
    m_table->cells().setSecondary({HistoryModel::ByColumn, HistoryModel::SummaryColumn});
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->horizontalHeader()->resizeSection(static_cast<int>(i),
                                                   metrics::scaled(columnWidths[i], fontMetrics()));

    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_title);
    row->addSpacing(8);
    row->addWidget(m_failure, 1);
    row->addWidget(m_older);
    m_eventTitle->setMinimumHeight(m_older->sizeHint().height());
    auto *eventTop = new QWidget(this);
    auto *eventRow = new QHBoxLayout(eventTop);
    eventRow->setContentsMargins(0, 0, 0, 0);
    eventRow->addWidget(m_eventTitle, 1);
    eventRow->addWidget(m_whole);
    eventRow->addWidget(m_value);
    eventRow->addWidget(m_copyValue);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(u"historyAndEvent"_s);
    split->addWidget(inColumn(top, m_table, this));
    split->addWidget(inColumn(eventTop, m_event, this));
    split->setStretchFactor(0, 1);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(12);
    split->setSizes({metrics::scaled(tableWidth, fontMetrics()), metrics::scaled(eventWidth, fontMetrics())});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);

    connect(m_older, &QPushButton::clicked, &m_model, [this] { m_model.fetchMore({}); });
    connect(m_whole, &QPushButton::clicked, this, &HistoryView::showWhole);
    connect(m_value, &QComboBox::currentIndexChanged, this, &HistoryView::takeValue);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryView::showEvent);
    connect(&m_model, &HistoryModel::stateChanged, this, &HistoryView::showState);
    showValues({});
    showState();
}

void HistoryView::keepColumns(UiState &state)
{
    m_table->keepColumns(state, u"workflow/history"_s);
}

void HistoryView::showEvent()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    const HistoryEvent &event = m_model.event(rows.first().row());
    m_eventTitle->setText(tr("Event %1, %2").arg(QString::number(event.id), event.type));
    m_event->setPlainText(rows.first().data(HistoryModel::SummaryRole).toString());
    showValues(event.values);
}

void HistoryView::showWhole()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    m_event->setText(rows.first().data(HistoryModel::WholeRole).toString());
    m_whole->hide();
    m_event->setFocus(Qt::OtherFocusReason);
}

void HistoryView::showValues(const std::vector<NamedPayload> &values)
{
    m_values = values;
    const QSignalBlocker blocker(m_value);
    m_value->clear();
    for (const NamedPayload &value : values)
        m_value->addItem(displayText(value.name, valueNameLength));
    m_value->setVisible(values.size() > 1);
    m_copyValue->setVisible(!values.empty());
    m_whole->setVisible(std::any_of(values.begin(), values.end(), [](const NamedPayload &value) {
        return value.payload.data.size() > previewBytes;
    }));
    takeValue();
}

void HistoryView::takeValue()
{
    const auto index = static_cast<std::size_t>(m_value->currentIndex());
    m_copyValue->setCopied(index < m_values.size() ? payloadCopy(m_values[index].payload) : QString());
}

void HistoryView::showState()
{
    const int rows = m_model.rowCount();
    const bool hasOlder = m_model.canFetchMore({});
    m_title->setText(hasOlder    ? tr("History: the newest %1 events").arg(formatCount(rows))
                     : rows == 1 ? tr("History: 1 event")
                                 : tr("History: %1 events").arg(formatCount(rows)));
    m_older->setEnabled(hasOlder);
    m_failure->setText(m_model.error() ? explain(*m_model.error()).sentence() : QString());
    m_table->setEmptyText(m_model.isLoading() ? tr("Reading…") : tr("No event was read."));
}

} // namespace signalbox
