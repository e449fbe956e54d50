// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewview.h"

#include "ui/chart/lineschart.h"
#include "ui/overview/overviewdata.h"
#include "ui/overview/overviewmodel.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
// At 100 %.
constexpr int chartHeight = 142;
constexpr std::array columnWidths{170, 90, 300, 120, 130, 420};
} // namespace

OverviewView::OverviewView(UiState &state, QWidget *parent)
    : QWidget(parent)
    , m_rows(new OverviewModel(this))
    , m_table(new TableView(u"overviewTable"_s, tr("What was counted over time"), this))
    , m_stack(new QStackedWidget(this))
{
    m_table->setModel(m_rows);
    m_table->setEmptyText(tr("Nothing is kept of this time."));
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->setColumnWidth(static_cast<int>(i), metrics::scaled(columnWidths[i], fontMetrics()));
    m_table->keepColumns(state, u"overview/columns"_s);
    markPane(*m_table);
    m_stack->addWidget(makeCharts());
    m_stack->addWidget(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
}

QWidget *OverviewView::makeCharts()
{
    auto *charts = new QWidget(this);
    QVBoxLayout &column = (new PageScroll(*charts))->column();
    column.setContentsMargins(0, 0, 0, 0);
    column.setSpacing(6);
    m_running = addPart(column, u"running"_s, tr("Running executions"), overviewdata::runningAt);
    m_ends = addPart(column, u"ends"_s, tr("Executions that ended, per minute"), overviewdata::endsAt);
    m_calls = addPart(column, u"calls"_s, tr("Calls of this console, per minute"), overviewdata::callsAt);
    return charts;
}

OverviewView::Part OverviewView::addPart(QVBoxLayout &column, const QString &name, const QString &heading,
                                         QStringList (*at)(const Overview &, double))
{
    Part part;
    auto *title = new PlainLabel(heading, this);
    title->setSize(PlainLabel::Size::Strong);
    part.sentence = new PlainLabel(this);
    part.sentence->setObjectName(name + u"Sentence"_s);
    part.sentence->setTone(PlainLabel::Tone::Secondary);
    part.sentence->setWordWrap(true);
    part.chart = new LinesChart(
        name + u"Chart"_s,
        tr("%1 over time; arrow keys read it, \"As table\" shows the same as a table").arg(heading), this);
    part.chart->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    part.chart->setMinimumHeight(metrics::scaled(chartHeight, fontMetrics()));
    part.chart->setReader([this, at](double time) { return at(m_overview, time); });
    connect(part.chart, &TimeChart::spanChosen, this, &OverviewView::spanChosen);
    connect(part.chart, &TimeChart::wholeAsked, this, &OverviewView::wholeAsked);
    markPane(*part.chart);
    auto *words = new QHBoxLayout;
    words->setSpacing(12);
    words->addWidget(title, 0, Qt::AlignTop);
    words->addWidget(part.sentence, 1, Qt::AlignTop);
    column.addLayout(words);
    column.addWidget(part.chart, 1);
    column.addSpacing(6);
    return part;
}

void OverviewView::setOverview(const Overview &overview, const ChartSpan &range)
{
    m_overview = overview;
    m_range = range;
    showAll();
}

void OverviewView::setAsTable(bool asTable)
{
    m_stack->setCurrentIndex(asTable ? 1 : 0);
    showAll();
}

void OverviewView::showAll()
{
    if (m_stack->currentWidget() == m_table)
        return m_rows->show(m_overview);
    m_running.chart->setData(overviewdata::running(m_overview, m_range));
    m_ends.chart->setData(overviewdata::ends(m_overview, m_range));
    m_calls.chart->setData(overviewdata::calls(m_overview, m_range));
    int room = 0;
    for (const Part *part : {&m_running, &m_ends, &m_calls})
        room = std::max(room, part->chart->nameRoom());
    for (const Part *part : {&m_running, &m_ends, &m_calls})
        part->chart->setNameRoom(room);
    m_running.sentence->setText(overviewdata::runningSentence(m_overview));
    m_ends.sentence->setText(overviewdata::endsSentence(m_overview));
    m_calls.sentence->setText(overviewdata::callsSentence(m_overview));
}

} // namespace signalbox
